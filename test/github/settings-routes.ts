import type { Asked, Said } from './routes.ts'
import { shaped } from './shape.ts'
import type { State } from './state.ts'

const notFound = (message = 'Not Found'): Said => ({
  status: 404,
  body: { message, documentation_url: 'https://docs.github.com/rest', status: '404' },
})
const ok = (body: unknown): Said => ({ status: 200, body })

/** A list with its length, page by page. */
function listed(key: string, all: readonly unknown[], query: URLSearchParams): Said {
  const size = Number(query.get('per_page') ?? 30)
  const number = Number(query.get('page') ?? 1)
  const some = all.slice((number - 1) * size, number * size)
  const headers: Record<string, string> = number * size < all.length ? { next: String(number + 1) } : {}
  return { status: 200, body: { total_count: all.length, [key]: some }, headers }
}

const secret = (name: string) => shaped('actions-secret', { name })

/** What GitHub says of a repository's settings to somebody who may see them all. */
export const settingsRoutes: Record<string, (state: State, asked: Asked) => Said> = {
  'GET /repos/{owner}/{repo}': ({ settings, owner, name }) =>
    ok(shaped('full-repository', { name, full_name: `${owner}/${name}`, ...settings.repository })),
  'GET /repos/{owner}/{repo}/pages': ({ settings }) =>
    settings.pages === null ? notFound() : ok(shaped('page', settings.pages)),
  'GET /repos/{owner}/{repo}/actions/permissions': ({ settings }) => ok(settings.actions),
  'GET /repos/{owner}/{repo}/actions/permissions/selected-actions': ({ settings }) => ok(settings.selected),
  'GET /repos/{owner}/{repo}/actions/permissions/workflow': ({ settings }) => ok(settings.token),
  'GET /repos/{owner}/{repo}/actions/workflows': ({ settings }, { query }) =>
    listed(
      'workflows',
      [...settings.workflows].map(([path, state]) => shaped('workflow', { path, state })),
      query,
    ),
  'GET /repos/{owner}/{repo}/actions/secrets': ({ settings }, { query }) =>
    listed('secrets', settings.secrets.map(secret), query),
  'GET /repos/{owner}/{repo}/actions/organization-secrets': ({ settings }, { query }) =>
    listed('secrets', settings.organisationSecrets.map(secret), query),
  'GET /repos/{owner}/{repo}/rules/branches/{branch}': ({ settings }, { params }) =>
    ok(
      (settings.rules.get(params['branch']!) ?? []).map(({ type, ruleset }) => ({
        type,
        ruleset_source_type: 'Repository',
        ruleset_source: 'acme/status',
        ruleset_id: ruleset,
      })),
    ),
  'GET /repos/{owner}/{repo}/rulesets/{ruleset_id}': ({ settings }, { params }) => {
    const actors = settings.bypass.get(Number(params['ruleset_id']))
    return ok(
      shaped('repository-ruleset', {
        enforcement: 'active',
        ...(actors === undefined ? {} : { bypass_actors: actors }),
      }),
    )
  },
  'GET /repos/{owner}/{repo}/branches/{branch}/protection': ({ settings }, { params }) => {
    const protection = settings.protection.get(params['branch']!)
    if (protection === undefined) return notFound('Branch not found')
    return protection === null ? notFound('Branch not protected') : ok(protection)
  },
  'GET /repos/{owner}/{repo}/codeowners/errors': ({ settings }) => ok({ errors: settings.codeowners }),
  'GET /repos/{owner}/{repo}/collaborators': (state) =>
    ok(
      [...state.people]
        .filter(([, role]) => ['admin', 'maintain', 'write'].includes(role))
        .map(([login, role_name]) => ({ ...shaped('collaborator', {}), ...state.user(login), role_name })),
    ),
  'GET /repos/{owner}/{repo}/assignees/{assignee}': ({ people }, { params }) =>
    people.has(params['assignee']!) ? { status: 204 } : notFound(),
}
