/** Settings of the tests' repository, as a page that is set up well has them. A test changes what it is about. */
export class Settings {
  repository = {
    private: false,
    default_branch: 'main',
    archived: false,
    fork: false,
    has_issues: true,
    has_pages: true,
  }
  /** Null: there are none. */
  pages: Record<string, unknown> | null = {
    build_type: 'workflow',
    html_url: 'https://acme.github.io/status/',
    cname: null,
    protected_domain_state: null,
    https_enforced: true,
    public: true,
  }
  actions: Record<string, unknown> = { enabled: true, allowed_actions: 'all', sha_pinning_required: false }
  selected: Record<string, unknown> = { github_owned_allowed: true, verified_allowed: false, patterns_allowed: [] }
  token = { default_workflow_permissions: 'read', can_approve_pull_request_reviews: false }
  /** State by path. */
  workflows = new Map<string, string>()
  secrets = ['DEADMAN_URL']
  organisationSecrets: string[] = []
  /** Rules of rulesets by branch, each with the number of its ruleset. */
  rules = new Map<string, { type: string; ruleset: number }[]>()
  /** Who may bypass a ruleset; a ruleset that is not here hides it. */
  bypass = new Map<number, { actor_id: number; actor_type: string }[]>()
  /** The older protection; null: the branch is there and not protected. Other branches are not there. */
  protection = new Map<string, Record<string, unknown> | null>([
    ['main', null],
    ['status-data', null],
  ])
  codeowners: { line: number; column: number; kind: string; message: string; path: string }[] = []
}
