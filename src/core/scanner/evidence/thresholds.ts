/*
 * How certain a surface has to be of a code before it shows it; `Occurrence.certainty` runs from 0 to 1. Measured on labelled
 * files of 50 repositories: of what evidence accepts, 4 of 9 are right below 0.65, 97 of 100 from there on; 1 code in 100 is below 0.9.
 */

/** What an anchor accepts: no evidence was asked. */
export const certain = 1;

/** From here on a number is a code at all: hovers and `scan` show it. */
export const likely = 0.5;

/** Texts beside lines, problems and the way from failure to failure. */
export const sure = 0.65;

/** Findings of lint rules and their edits. */
export const verySure = 0.9;

/**
 * What a recogniser or a rule that may be deceived is given ahead, and what has to speak for a number that none of them knows;
 * in the units of the scale (the logarithm of the odds). Measured by leaving projects out (`npm run fit -- --cuts`).
 */
export const ahead = {
  record: { rule: 0.2, none: -0.3 },
  written: { rule: 0.9, none: -0.8 },
} as const;
