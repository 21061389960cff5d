// Compiles every kernel for one instruction set. The file that includes this defines VARIANT, the name of its table,
// and may define FEATURES, what the target attribute names (without it the compiler's default set is meant), and
// HAS_32_REGISTERS where there are 32 registers of eight doubles.
#ifdef FEATURES
#pragma clang attribute push(__attribute__((target(FEATURES))), apply_to = function)
#endif

#include "Columns.h"
#include "Distances.h"
#include "Exponential.h"
#include "Gamma.h"
#include "Gaussian.h"
#ifdef HAS_32_REGISTERS
#include "Gram.h"
#endif
#include "Logistic.h"
#include "Pairs.h"
#include "Products.h"
#include "Tables.h"

#ifdef FEATURES
#pragma clang attribute pop
#endif

#define TEXT(name) #name
#define NAME(name) TEXT(name)

const cvm_kernels VARIANT = {
    .name = NAME(VARIANT),
    .exp = exp_column,
    .log = log_column,
    .logistic = logistic_columns,
    .gaussian = gaussian_columns,
    .gamma = gamma_columns,
    .standardize = standardize_column,
    .standardize_missing = standardize_missing_column,
    .multiply = multiply_columns,
    .axpy = axpy_columns,
    .combine = combine_columns,
    .project = project_columns,
#ifdef HAS_32_REGISTERS
    .gram = gram_of_columns,
#endif
    .gather_add = gather_add_levels,
    .scatter_add = scatter_add_levels,
    .scatter_rows = scatter_rows_by_level,
    .transpose = transpose_block,
    .add_squares = add_squares_of_column,
    .nearest = nearest_of_centers,
    .squared_distances = squared_distances_of_columns,
    .cheapest_merges = cheapest_merges_of,
    .column_moments = moments_of_column,
};
