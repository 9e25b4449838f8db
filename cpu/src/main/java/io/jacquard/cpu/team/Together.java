package io.jacquard.cpu.team;

/// The turn that uses the whole team. There is one a team, held by at most one caller.
final class Together implements Turn {
    private final Team team;
    private final Board board;

    Together(Team team, Board board) {
        this.team = team;
        this.board = board;
    }

    @Override
    public void run(Phase phase) {
        int tasks = phase.tasks();
        if (tasks > 1) {
            board.publish(phase, tasks);
            team.wake(tasks - 1);
            board.finish(tasks);
        } else if (tasks == 1) {
            phase.run(0);
        }
    }

    @Override
    public int threads() {
        return team.threads();
    }

    @Override
    public void close() {
        board.clear();
        team.giveBack();
    }
}
