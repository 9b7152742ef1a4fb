/** Hides names, passwords and tokens in every address of a text: `https://x:ghp_1@host/` -> `https://***@host/`. */
export function masked(text: string): string {
  return text
    .replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1***@')
    .replace(/\b(gh[pousr]_|github_pat_)\w+/g, '$1***')
    .replace(/(authorization:\s*\w+\s+)\S+/gi, '$1***')
}
