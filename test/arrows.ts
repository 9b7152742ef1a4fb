import ts from 'typescript'

/** The folders of src/ as the data flows: each may import the ones before it. ARCHITECTURE.md shows the same order. */
export const order = [
  // Pure: they decide, and touch nothing.
  ...[
    'time',
    'problem',
    'secrets',
    'words',
    'verdict',
    'intervals',
    'config',
    'checks',
    'outages',
    'incidents',
    'uptime',
    'status',
    'report',
    'feeds',
    'verify',
    'advice',
    'comments',
    'messages',
    'imports',
    'review',
  ],
  // Shells: they touch the world, and decide nothing.
  ...['probe', 'store', 'git', 'mirror', 'github', 'page', 'channels', 'site', 'starter', 'demo', 'commands'],
] as const

const pure: ReadonlySet<string> = new Set(order.slice(0, order.indexOf('probe')))

/** What a pure folder may import from outside src/: libraries that only compute. */
const computing = new Set([
  ...['node:crypto', 'node:path', 'node:path/posix', 'node:util', 'node:buffer'],
  ...['zod', 'yaml', 'temporal-polyfill', 'rrule-temporal', 'marked', 'sanitize-html', 'feed', 'ical-generator'],
  ...['re2js', 'json-p3', 'smol-toml'],
])

/** The one place that may look at the time of day. */
const clock = 'time/clock.ts'
const outsideWorld = [
  [/\bDate\.now\(/, 'reads the clock (Date.now)'],
  [/\bnew Date\(\s*\)/, 'reads the clock (new Date())'],
  [/\bTemporal\.Now\b/, 'reads the clock (Temporal.Now)'],
  [/\bMath\.random\(/, 'throws dice (Math.random)'],
  [/\bprocess\.(env|cwd|stdout|stderr)\b/, 'looks at the process'],
  [/\bfetch\(/, 'asks the network (fetch)'],
] as const

const drawers = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'shared', 'lib'])
export const longestFile = 300

/** Every way in which `files` (path below src/ -> text) leaves the architecture, one sentence each. */
export function departures(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([path, text]) => [
    ...shape(path, text),
    ...importsOf(path, text).flatMap((to) => arrow(path, to) ?? []),
    ...(pure.has(folderOf(path)) && path !== clock ? touches(path, text) : []),
  ])
}

function shape(path: string, text: string): string[] {
  const found: string[] = []
  const lines = text.split('\n').length - 1
  if (lines > longestFile) found.push(`${path} has ${lines} lines; at most ${longestFile}`)
  const drawer = path.split('/').find((part) => drawers.has(part.replace(/\.\w+$/, '')))
  if (drawer) found.push(`${path} is in a drawer named ${drawer}; name it after what it is`)
  if (path.includes('/') && !order.includes(folderOf(path) as never)) {
    found.push(`${path} is in a folder that test/arrows.ts does not know; give it a place in the order`)
  }
  return found
}

function arrow(path: string, to: string): string | null {
  const from = folderOf(path)
  if (!path.includes('/')) return null
  if (!to.startsWith('.')) {
    const library = to.startsWith('@')
      ? to.split('/').slice(0, 2).join('/')
      : to.startsWith('node:')
        ? to
        : to.split('/')[0]!
    return pure.has(from) && !computing.has(library) ? `${path} is pure and imports ${to}` : null
  }
  const target = new URL(to, `file:///${path}`).pathname.slice(1)
  if (!target.includes('/')) return `${path} imports ${target}, the way in`
  const [here, there] = [order.indexOf(from as never), order.indexOf(folderOf(target) as never)]
  return there > here ? `${path} imports ${target}: ${folderOf(target)}/ comes after ${from}/` : null
}

function touches(path: string, text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
  return outsideWorld.filter(([pattern]) => pattern.test(code)).map(([, what]) => `${path} is pure and ${what}`)
}

/** Static, dynamic and type imports; of an .astro file those of its front matter and of its scripts. */
function importsOf(path: string, text: string): string[] {
  const code = path.endsWith('.astro')
    ? [
        /^---\n([\s\S]*?)\n---/.exec(text)?.[1],
        ...[...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, js]) => js),
      ]
    : [text]
  return code.flatMap((part) => ts.preProcessFile(part ?? '', true, true).importedFiles.map(({ fileName }) => fileName))
}

function folderOf(path: string): string {
  return path.split('/')[0]!
}
