/// The language of Jacquard: types, operations, functions and what they mean.
module io.jacquard.ir {
    requires static org.jspecify;

    exports io.jacquard.ir;
    exports io.jacquard.ir.autodiff;
    exports io.jacquard.ir.batching;
    exports io.jacquard.ir.pass;
    exports io.jacquard.ir.interpret;
    exports io.jacquard.ir.text;
}
