/** What a key may be given. Which route asks for which role is said in `server/roles.ts`. */

/** `ask` questions and read the corpus; `edit` documents; `operate`: build, activate, measure; `audit`: read what was asked and done. Each is given by itself; none holds another. */
export const roles = ['ask', 'edit', 'operate', 'audit'] as const;
export type Role = (typeof roles)[number];
