// @ts-check

/**
 * What a page may download, module and JavaScript together, in bytes of gzip. Asked for is `budget`, aimed at is `aim`:
 * both are missed, and DESIGN.md says what they are missed by. Until that is decided nothing may pass `ceiling`, so that the
 * download does not grow unnoticed. Whoever raises it says in CHANGELOG.md what callers get for it.
 */
export const download = { budget: 60_000, aim: 40_000, ceiling: 185_000 };
