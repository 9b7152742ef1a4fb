import { minifySync } from 'vite'

/** Parts, each after those it imports from, in one scope and made small; once a build. */
export function oneScript(parts: string[]): string {
  return minifySync(
    'page.js',
    `(()=>{${parts.map((part) => part.replaceAll(/^import .*$|^export /gm, '')).join('\n')}})()`,
  ).code
}
