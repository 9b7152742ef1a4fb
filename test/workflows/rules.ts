import { isMap, isScalar, type Pair, parseDocument, visit, type YAMLMap } from 'yaml'

/** What a rule may be told besides the file. */
export interface Leave {
  /** `owner/candor` of thin workflows: its pin is a commit without a version. */
  engine?: string
  /** Secrets that docs/ tells people to set. */
  secrets?: readonly string[]
}

interface JobLook {
  name: string
  map: YAMLMap
  steps: YAMLMap[]
}

interface Look {
  text: string
  root: YAMLMap
  triggers: string[]
  jobs: JobLook[]
  /** Scripts, and the commands that thin workflows give the engine's action. */
  words: string
  leave: Leave
}

type Rule = (look: Look) => string[]

/** Every way in which a workflow departs from the house rules, one sentence each. */
export function breaches(text: string, leave: Leave = {}): string[] {
  const root = parseDocument(text).contents as YAMLMap
  const on = root.get('on', true) as unknown
  const triggers = isMap(on) ? on.items.map(({ key }) => String(key)) : isScalar(on) ? [String(on.value)] : []
  const jobs = ((root.get('jobs') as YAMLMap).items as Pair<unknown, YAMLMap>[]).map(({ key, value }) => ({
    name: String(key),
    map: value!,
    steps: ((value!.get('steps') as { items?: YAMLMap[] } | undefined)?.items ?? []) as YAMLMap[],
  }))
  const words = jobs
    .flatMap(({ steps }) => steps.flatMap((step) => [step.get('run'), step.getIn(['with', 'command'])]))
    .join('\n')
  const look = { text, root, triggers, jobs, words, leave }
  return rules.flatMap((rule) => rule(look))
}

const rules: Rule[] = [
  function permissions({ root, jobs }) {
    const top = root.get('permissions') as YAMLMap | undefined
    const open = isMap(top) && top.items.length === 0 ? [] : ['permissions at the top are not {}']
    const each = jobs.flatMap(({ name, map }) => {
      const given = map.get('permissions')
      if (!isMap(given)) return [`${name} does not list its permissions`]
      // In one line, what is said behind it is said of all.
      if (given.flow === true && (given.comment ?? '').trim() !== '') return []
      return (given.items as Pair[])
        .filter(({ key, value }) => `${key}: ${value}` !== 'contents: read' && reasonOf(key, value) === '')
        .map(({ key, value }) => `${name} does not say what \`${key}: ${value}\` is for`)
    })
    return [...open, ...each]
  },

  function timeouts({ jobs }) {
    return jobs
      .filter(({ map }) => !(Number(map.get('timeout-minutes')) > 0 && Number(map.get('timeout-minutes')) <= 60))
      .map(({ name }) => `${name} has no timeout of at most an hour`)
  },

  function runners({ jobs }) {
    return jobs
      .filter(({ map }) => !/^ubuntu-\d\d\.04$/.test(String(map.get('runs-on'))))
      .map(({ name }) => `${name} does not run on one version of ubuntu`)
  },

  function concurrency({ root, triggers }) {
    const group = String(root.getIn(['concurrency', 'group']) ?? '')
    const cancels = root.getIn(['concurrency', 'cancel-in-progress'])
    return [
      ...(/^candor-[a-z-]+/.test(group) ? [] : ['there is no concurrency group candor-...']),
      ...(typeof cancels === 'boolean' ? [] : ['cancel-in-progress is not said']),
      // What pushes, deploys or tells people is never cut off.
      ...(cancels === true && !triggers.includes('pull_request') ? ['cancel-in-progress: true cuts work off'] : []),
      ...(/^candor-(checks|page)$/.test(group) && root.hasIn(['concurrency', 'queue'])
        ? ['its runs would pile up (queue)']
        : []),
    ]
  },

  function pins({ text, leave }) {
    const used = text.split('\n').filter((line) => /(^|[\s{])uses: /.test(line))
    return used
      .filter((line) => !/uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+/.test(line))
      .filter((line) => leave.engine === undefined || !new RegExp(`uses: ${leave.engine}@[0-9a-f]{40}(,|$)`).test(line))
      .map((line) => `${line.trim().replace(/^- /, '')} is not pinned to a commit with its version behind it`)
  },

  function scripts({ jobs, root }) {
    const steps = jobs.flatMap(({ steps }) => steps)
    const bad = steps
      .flatMap((step) => [step.get('run'), step.getIn(['with', 'script'])])
      .filter((script) => String(script ?? '').includes('${{'))
    const plain = steps.some((step) => step.has('run')) && root.getIn(['defaults', 'run', 'shell']) !== 'bash'
    return [
      ...bad.map((script) => `a value is written into a script: ${String(script).split('\n')[0]}`),
      ...(plain ? ['scripts run without `shell: bash`, so a failure inside a pipe is not seen'] : []),
    ]
  },

  function strangers({ triggers }) {
    return triggers
      .filter((name) => ['pull_request_target', 'workflow_run'].includes(name))
      .map((name) => `${name} lets strangers start it with our rights`)
  },

  function checkouts({ jobs, triggers }) {
    const all = jobs.flatMap(({ name, steps, map }) =>
      steps.filter((step) => /^actions\/checkout@/.test(String(step.get('uses')))).map((step) => ({ name, step, map })),
    )
    return all.flatMap(({ name, step }) => {
      const keeps = step.getIn(['with', 'persist-credentials'])
      const ref = String(step.getIn(['with', 'ref']) ?? '')
      return [
        ...(typeof keeps === 'boolean' ? [] : [`${name} does not say whether the checkout keeps the token`]),
        ...(keeps === true && triggers.includes('pull_request')
          ? [`${name} leaves a token to what a pull request brings`]
          : []),
        ...(/head\.(sha|ref)|head_ref|refs\/pull/.test(ref) ? [`${name} checks out what a stranger wrote`] : []),
      ]
    })
  },

  function secrets({ text, root, leave }) {
    const code = text.replace(/(^|\s)#.*$/gm, '')
    const named = [...code.matchAll(/secrets\.(\w+)/g)].map(([, name]) => name!)
    const known = ['GITHUB_TOKEN', ...(leave.secrets ?? [])]
    const places: string[] = []
    visit(root, {
      Scalar(_, node, path) {
        if (!/\bsecrets\b/.test(String(node.value)) || !String(node.value).includes('${{')) return
        const keys = path.filter((part) => 'key' in (part as Pair)).map((part) => String((part as Pair).key))
        if (!(keys.includes('steps') && keys.at(-2) === 'env')) places.push(keys.join('.'))
      },
    })
    return [
      ...named.filter((name) => !known.includes(name)).map((name) => `the secret ${name} is not documented`),
      ...(/secrets: inherit|toJSON\(secrets|secrets\[/i.test(code) ? ['all secrets are handed on'] : []),
      ...places.map((place) => `a secret is not in the env of one step alone: ${place}`),
    ]
  },

  function deploys({ jobs }) {
    return jobs.flatMap(({ name, steps }) => {
      const commands = steps.map((step) => [step.get('run'), step.getIn(['with', 'command'])].join(' '))
      const out = steps.findIndex((step) => /^actions\/upload-pages-artifact@/.test(String(step.get('uses'))))
      const [built, looked] = [/\bbuild\b/, /\bscan\b/].map((word) => commands.findIndex((text) => word.test(text)))
      if (out === -1 || (built! !== -1 && built! < looked! && looked! < out)) return []
      return [`${name} deploys what nobody has looked through for secrets`]
    })
  },

  function waits({ words, root, triggers, text }) {
    const group = String(root.getIn(['concurrency', 'group']) ?? '')
    const probes = /\bcheck --|candor check\b/.test(words)
    const deploys = /uses: actions\/deploy-pages@/.test(text)
    return [
      ...(probes && deploys ? ['the page waits for a probe'] : []),
      ...(probes && group !== 'candor-checks' ? ['it probes outside of the group candor-checks'] : []),
      ...(deploys && group !== 'candor-page' ? ['it deploys outside of the group candor-page'] : []),
      ...(!probes && !/keep-relay/.test(words) && group === 'candor-checks'
        ? ['it waits behind probes and has none']
        : []),
      ...(probes && triggers.some((name) => /^(pull_request|issue)/.test(name))
        ? ['a stranger can start a probe']
        : []),
    ]
  },
]

function reasonOf(key: unknown, value: unknown): string {
  const comments = [key, value].flatMap((node) => (isScalar(node) ? [node.comment, node.commentBefore] : []))
  return comments.filter((comment) => (comment ?? '').trim() !== '').join(' ')
}
