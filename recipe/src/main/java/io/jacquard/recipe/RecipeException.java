package io.jacquard.recipe;

/// Thrown when a recipe, a setting or the folder of a run is not as it must be.
public final class RecipeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Who can mend it.
    public enum Kind {
        /// What was typed is wrong: a recipe's name, a key or value of a setting.
        TYPED,
        /// A file or folder is missing or its content is wrong.
        CONTENT
    }

    private final Kind kind;

    private RecipeException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /// What was typed is wrong.
    public static RecipeException typed(String message) {
        return new RecipeException(Kind.TYPED, message);
    }

    /// A file or folder is missing or its content is wrong.
    public static RecipeException content(String message) {
        return new RecipeException(Kind.CONTENT, message);
    }

    /// Who can mend it.
    public Kind kind() {
        return kind;
    }
}
