/**
 * What a report makes a command end with:
 * - 0: nothing at or above the bar
 * - 1: a finding at or above it that is not accepted, nor, with `matrix --new-only`, known
 * - 3: no such finding, but something could not be measured: a gate that cannot tell does not say yes
 * - 4: no such finding, but this tool itself failed somewhere
 *
 * (2 is wrong usage or configuration, and never comes from a report.)
 */
export type ExitCode = 0 | 1 | 3 | 4
