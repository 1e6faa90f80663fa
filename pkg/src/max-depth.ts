/** The deepest level of nested or indented output: `JSON.stringify` fails soon after, and indentation grows quadratically. */
export const MAX_DEPTH: number = 500;
