/// The MNIST digits as an artifact of their own, so that a first model trains without a download.
///
/// The files are resources of the open package `io.jacquard.mnist`, so a class loader finds them by
/// name from any module.
module io.jacquard.mnist {
    requires static transitive org.jspecify;

    exports io.jacquard.mnist;

    opens io.jacquard.mnist;
}
