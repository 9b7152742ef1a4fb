import { readFile } from 'node:fs/promises'
import { build, type Plugin } from 'vite'
import { parse } from 'yaml'

// What of the site changes with an upgrade alone is made when its pages are compiled, not in every build.

/** `import text from './page.js?whole'`: the script and all that it imports, in one scope and made small. */
export const wholeScripts: Plugin = {
  name: 'candor-whole-scripts',
  enforce: 'pre',
  async load(id) {
    if (!id.endsWith('?whole')) return null
    const input = id.slice(0, -'?whole'.length)
    const made = await build({
      configFile: false,
      logLevel: 'warn',
      build: {
        write: false,
        target: 'es2022',
        modulePreload: false,
        rolldownOptions: { input, output: { format: 'iife' } },
      },
    })
    const [one] = [made].flat() as { output: { code?: string }[] }[]
    // Nothing in there asks for `this`: ten bytes less in each page.
    const small = one!.output[0]!.code!.trim().replace(/^\(function\(\)\{([\s\S]*)\}\)\(\);$/, '(()=>{$1})()')
    return `export default ${JSON.stringify(small)}`
  },
}

/** `import texts from './de.yml'`: what the file says. */
export const yamlFiles: Plugin = {
  name: 'candor-yaml-files',
  enforce: 'pre',
  async load(id) {
    return id.endsWith('.yml') ? `export default ${JSON.stringify(parse(await readFile(id, 'utf8')))}` : null
  },
}
