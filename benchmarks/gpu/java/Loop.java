/// Work on a device that is done again and again.
interface Loop {
    /// Starts it so many times; need not wait for the end.
    void run(int times);

    /// A number that the last time gave; waits for it.
    double read();
}
