// Filled in this step.
