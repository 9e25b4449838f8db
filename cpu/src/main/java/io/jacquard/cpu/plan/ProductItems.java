package io.jacquard.cpu.plan;

import io.jacquard.cpu.kernel.KernelCache;
import java.lang.System.Logger.Level;
import java.util.IdentityHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

/// The items of a plan's products. oneDNN writes code for each, which takes a good part of the time
/// to compile, so they are made on a thread of their own while the rest is planned; whoever needs
/// one that has not been begun makes it itself.
final class ProductItems {
    private static final System.Logger LOG = System.getLogger("io.jacquard.cpu");
    private static final ExecutorService HELPER =
            Executors.newSingleThreadExecutor(task ->
                    Thread.ofPlatform().daemon().name("jacquard-primitives").unstarted(task));

    private final KernelCache kernels;
    private final IdentityHashMap<Unit.Product, FutureTask<Item>> tasks = new IdentityHashMap<>();

    /// @param kernels where generated kernels are kept
    ProductItems(KernelCache kernels) {
        this.kernels = kernels;
    }

    /// Has the item of a product made.
    void begin(Unit.Product product) {
        FutureTask<Item> task = new FutureTask<>(() -> OnednnProducts.of(product, kernels));
        tasks.put(product, task);
        HELPER.execute(task);
    }

    /// The item of a product, from here on the caller's.
    Item take(Unit.Product product) {
        FutureTask<Item> task = tasks.remove(product);
        return task == null ? OnednnProducts.of(product, kernels) : made(task);
    }

    /// Closes the items that were not taken.
    void close() {
        for (FutureTask<Item> task : tasks.values()) {
            try {
                made(task).close();
            } catch (RuntimeException impossible) {
                LOG.log(Level.DEBUG, "an item that nobody needs could not be made", impossible);
            }
        }
        tasks.clear();
    }

    // Running a task that another thread has begun does nothing.
    private static Item made(FutureTask<Item> task) {
        task.run();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
