/// Tables: numbers and categories in named columns, read from CSV files, cleaned and encoded.
///
/// What is fitted (fill values, bounds, categories) is fitted on the training part only and is a
/// {@link io.jacquard.data.table.TableStep}: it can be stored with a model and is applied in the
/// same way to the rows to be predicted.
@NullMarked
package io.jacquard.data.table;

import org.jspecify.annotations.NullMarked;
