// Takes the operations that Candor speaks to out of GitHub's published OpenAPI description, for the tests' GitHub:
//   npm pack @octokit/openapi && tar xf octokit-openapi-*.tgz
//   node tools/take-github-description.ts package/generated/api.github.com.json package/package.json
//   npx biome check --write test/github/openapi.json
// What is taken is as GitHub wrote it, but for descriptions and examples, which check nothing and are most of its 13 MB.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

const operations: Record<string, string[]> = {
  '/repos/{owner}/{repo}/collaborators/{username}/permission': ['get'],
  '/repos/{owner}/{repo}/issues': ['get', 'post'],
  '/repos/{owner}/{repo}/issues/{issue_number}': ['get', 'patch'],
  '/repos/{owner}/{repo}/issues/{issue_number}/comments': ['get', 'post'],
  '/repos/{owner}/{repo}/issues/{issue_number}/reactions': ['post'],
  '/repos/{owner}/{repo}/issues/comments/{comment_id}': ['get', 'patch', 'delete'],
  '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions': ['get', 'post'],
  '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches': ['post'],
  '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs': ['get'],
  '/repos/{owner}/{repo}/dispatches': ['post'],
  '/repos/{owner}/{repo}/pulls': ['get', 'post'],
  '/repos/{owner}/{repo}/pulls/{pull_number}/comments': ['get'],
  '/repos/{owner}/{repo}/pulls/{pull_number}/reviews': ['post'],
  '/repos/{owner}/{repo}/contents/{path}': ['get', 'put'],
  '/repos/{owner}/{repo}': ['get'],
  '/repos/{owner}/{repo}/pages': ['get'],
  '/repos/{owner}/{repo}/actions/permissions': ['get'],
  '/repos/{owner}/{repo}/actions/permissions/selected-actions': ['get'],
  '/repos/{owner}/{repo}/actions/permissions/workflow': ['get'],
  '/repos/{owner}/{repo}/actions/workflows': ['get'],
  '/repos/{owner}/{repo}/actions/secrets': ['get'],
  '/repos/{owner}/{repo}/actions/organization-secrets': ['get'],
  '/repos/{owner}/{repo}/rules/branches/{branch}': ['get'],
  '/repos/{owner}/{repo}/rulesets/{ruleset_id}': ['get'],
  '/repos/{owner}/{repo}/branches/{branch}/protection': ['get'],
  '/repos/{owner}/{repo}/codeowners/errors': ['get'],
  '/repos/{owner}/{repo}/collaborators': ['get'],
  '/repos/{owner}/{repo}/assignees/{assignee}': ['get'],
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Section = Record<string, Record<string, Json>>

const [source, about] = process.argv.slice(2)
if (source === undefined || about === undefined) {
  console.error('Usage: node tools/take-github-description.ts api.github.com.json package.json')
  process.exit(2)
}
const whole = JSON.parse(readFileSync(source, 'utf8')) as {
  openapi: string
  info: Json
  paths: Record<string, Record<string, Json>>
  components: Section
}
const { name, version } = JSON.parse(readFileSync(about, 'utf8')) as { name: string; version: string }

/** Everything that tells and does not check. `inMap`: the keys are names of properties, not words of the description. */
function bare(value: Json, inMap = false): Json {
  if (Array.isArray(value)) return value.map((one) => bare(one))
  if (value === null || typeof value !== 'object') return value
  const telling = ['description', 'summary', 'example', 'examples', 'externalDocs', 'x-github', 'x-octokit', 'tags']
  const kept = Object.entries(value).filter(([key]) => inMap || !telling.includes(key))
  return Object.fromEntries(kept.map(([key, one]) => [key, bare(one, !inMap && key === 'properties')]))
}

const paths = Object.fromEntries(
  Object.entries(operations).map(([path, methods]) => {
    const known = whole.paths[path]
    if (known === undefined) throw new Error(`GitHub's description has no ${path}.`)
    return [path, Object.fromEntries(methods.map((method) => [method, bare(known[method]!)]))]
  }),
)

/** What is referred to, and what that refers to in its turn. */
const components: Section = {}
const waiting = referred(paths)
for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
  const [section, key] = next.split('/') as [string, string]
  if (components[section]?.[key] !== undefined) continue
  // Webhooks and examples are referred to by what `bare` removed.
  if (section === 'examples') continue
  const part = bare(whole.components[section]![key]!)
  components[section] = { ...components[section], [key]: part }
  waiting.push(...referred(part))
}

function referred(part: unknown): string[] {
  const found = JSON.stringify(part).matchAll(/"\$ref":"#\/components\/([^"]+)"/g)
  return [...found].map((match) => match[1]!)
}

const taken = {
  openapi: whole.openapi,
  info: bare(whole.info),
  'x-taken': { from: name, version, on: new Date().toISOString().slice(0, 10), by: 'tools/take-github-description.ts' },
  paths,
  components: Object.fromEntries(
    Object.entries(components).map(([section, parts]) => [
      section,
      Object.fromEntries(Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1))),
    ]),
  ),
}
const target = join(import.meta.dirname, '../test/github/openapi.json')
writeFileSync(target, `${JSON.stringify(taken, null, 2)}\n`)
