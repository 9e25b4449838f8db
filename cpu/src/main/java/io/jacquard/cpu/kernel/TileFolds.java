package io.jacquard.cpu.kernel;

/// Reductions of tiles in the order of {@link ReduceOp}. Called by generated code.
final class TileFolds {
    private static final int GROUP = ColumnLoops.GROUP;

    private TileFolds() {}

    /// Folds the rows of a tile into results of the columns, from the first row to the last.
    static void rows(float[] results, float[] tile, int rows, int columns, Opcode op) {
        int done = 0;
        if (op == Opcode.ADD && rows == 1) {
            for (int i = 0; i < columns; i++) {
                results[i] += tile[i];
            }
            return;
        }
        for (; op == Opcode.ADD && done + GROUP <= columns; done += GROUP) {
            new Groups(done, columns, rows).fold(results, done, tile, op);
        }
        for (int r = 0; r < rows; r++) {
            for (int i = done; i < columns; i++) {
                results[i] = Folding.apply(op, results[i], tile[r * columns + i]);
            }
        }
    }

    static void rows(int[] results, int[] tile, int rows, int columns, Opcode op) {
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < columns; i++) {
                results[i] = Folding.apply(op, results[i], tile[r * columns + i]);
            }
        }
    }

    /// Folds whole groups of 16 elements of a part of a row into partial results.
    static void groups(float[] partials, float[] tile, int count, Opcode op) {
        int width = partials.length;
        int wide = count / width * width;
        for (int lane = 0; lane < width; lane += GROUP) {
            new Groups(lane, width, wide / width).fold(partials, lane, tile, op);
        }
        new Groups(wide, GROUP, (count - wide) / GROUP).fold(partials, 0, tile, op);
    }

    /// Folds the elements after the last group of 16 into a result.
    static float rest(float result, float[] tile, int count, Opcode op) {
        float all = result;
        for (int i = count / GROUP * GROUP; i < count; i++) {
            all = Folding.apply(op, all, tile[i]);
        }
        return all;
    }

    /// Integers give the same result in any order.
    static void groups(int[] partials, int[] tile, int count, Opcode op) {
        int all = partials[0];
        for (int i = 0; i < count / GROUP * GROUP; i++) {
            all = Folding.apply(op, all, tile[i]);
        }
        partials[0] = all;
    }

    static int rest(int result, int[] tile, int count, Opcode op) {
        int all = result;
        for (int i = count / GROUP * GROUP; i < count; i++) {
            all = Folding.apply(op, all, tile[i]);
        }
        return all;
    }

    /// Groups of 16 neighbors every `step` elements.
    ///
    /// @param from the first element of the first group
    /// @param step elements from one group to the next
    /// @param count number of groups
    private record Groups(int from, int step, int count) {
        /// Folds all groups into 16 results from `at` on.
        void fold(float[] results, int at, float[] x, Opcode op) {
            if (op == Opcode.ADD) {
                add(results, at, x);
                return;
            }
            for (int k = 0; k < count; k++) {
                for (int i = 0; i < GROUP; i++) {
                    results[at + i] = Folding.apply(op, results[at + i], x[from + k * step + i]);
                }
            }
        }

        // The sums stay in registers.
        private void add(float[] sums, int at, float[] x) {
            float s0 = sums[at];
            float s1 = sums[at + 1];
            float s2 = sums[at + 2];
            float s3 = sums[at + 3];
            float s4 = sums[at + 4];
            float s5 = sums[at + 5];
            float s6 = sums[at + 6];
            float s7 = sums[at + 7];
            float s8 = sums[at + 8];
            float s9 = sums[at + 9];
            float s10 = sums[at + 10];
            float s11 = sums[at + 11];
            float s12 = sums[at + 12];
            float s13 = sums[at + 13];
            float s14 = sums[at + 14];
            float s15 = sums[at + 15];
            for (int k = 0, i = from; k < count; k++, i += step) {
                s0 += x[i];
                s1 += x[i + 1];
                s2 += x[i + 2];
                s3 += x[i + 3];
                s4 += x[i + 4];
                s5 += x[i + 5];
                s6 += x[i + 6];
                s7 += x[i + 7];
                s8 += x[i + 8];
                s9 += x[i + 9];
                s10 += x[i + 10];
                s11 += x[i + 11];
                s12 += x[i + 12];
                s13 += x[i + 13];
                s14 += x[i + 14];
                s15 += x[i + 15];
            }
            sums[at] = s0;
            sums[at + 1] = s1;
            sums[at + 2] = s2;
            sums[at + 3] = s3;
            sums[at + 4] = s4;
            sums[at + 5] = s5;
            sums[at + 6] = s6;
            sums[at + 7] = s7;
            sums[at + 8] = s8;
            sums[at + 9] = s9;
            sums[at + 10] = s10;
            sums[at + 11] = s11;
            sums[at + 12] = s12;
            sums[at + 13] = s13;
            sums[at + 14] = s14;
            sums[at + 15] = s15;
        }
    }
}
