/*
 * How certain a surface has to be of a code before it shows it; `Occurrence.certainty` runs from 0 to 1.
 */

/** What an anchor accepts: no evidence was asked. */
export const certain = 1;

/** From here on a number is a code at all: hovers and `scan` show it. */
export const likely = 0.5;

/** Texts beside lines, problems and the way from failure to failure. */
export const sure = 0.8;

/** Findings of lint rules and their edits. */
export const verySure = 0.95;
