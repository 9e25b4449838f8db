/// Recipes: a whole run, data and model and training, written as YAML.
///
/// A {@link io.jacquard.recipe.Recipe} is a tree of settings over documented defaults. {@link
/// io.jacquard.recipe.Run} trains one in a folder, which is then the saved model: {@link
/// io.jacquard.recipe.SavedModel} loads it by itself.
@NullMarked
package io.jacquard.recipe;

import org.jspecify.annotations.NullMarked;
