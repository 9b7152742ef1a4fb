import { readdirSync } from 'node:fs'
import process from 'node:process'

// npm run bench            every benchmark here
// npm run bench -- probe   one of them
/** What the benchmarks are made of. */
const parts = ['run.ts', 'figure.ts', 'probe-servers.ts', 'probe-round.ts']
const known = readdirSync(import.meta.dirname)
  .filter((name) => /^[a-z-]+\.ts$/.test(name) && !parts.includes(name))
  .map((name) => name.replace(/\.ts$/, ''))
const asked = process.argv.slice(2)
const stranger = asked.find((name) => !known.includes(name))
if (stranger !== undefined) {
  process.stderr.write(`bench: there is no benchmark \`${stranger}\`.\n  Expected ${known.join(', ')}\n`)
  process.exit(2)
}
for (const name of asked.length > 0 ? asked : known) {
  process.stdout.write(`${name}\n`)
  await import(`./${name}.ts`)
}
