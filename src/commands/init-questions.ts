import { type Endpoint, readEndpoint } from '../starter/endpoint.ts'
import { answered, canAsk, given } from './post-prompts.ts'

const placeholder = 'https://status.example.com'

/** The page's name: a flag, an answer, or a word that stands in for it. */
export async function askName(flag: string | undefined): Promise<string> {
  if (flag === undefined && !canAsk()) return 'Status'
  return given(flag, 'name', 'What is the page called?', 'Acme Status')
}

/** Where the page will live; without anybody to ask an address that stands in for it. */
export async function askUrl(flag: string | undefined): Promise<string> {
  if (flag === undefined && !canAsk()) return placeholder
  if (flag !== undefined) return flag
  const { text } = await import('@clack/prompts')
  return withScheme(
    answered(
      await text({
        message: 'Where will it live? A domain of yours, or https://OWNER.github.io/REPOSITORY',
        placeholder: 'https://status.acme.example',
        validate: (typed) => (URL.canParse(withScheme(typed ?? '')) ? undefined : 'Expected an address, https://...'),
      }),
    ),
  )
}

/** What to watch: the flags, or one address after the other until an empty answer. */
export async function askEndpoints(given: readonly Endpoint[]): Promise<Endpoint[]> {
  if (given.length > 0) return [...given]
  if (!canAsk()) return [{ id: 'website', address: 'https://example.com/' }]
  const { text } = await import('@clack/prompts')
  const endpoints: Endpoint[] = []
  for (;;) {
    const taken = endpoints.map(({ id }) => id)
    const read = (typed: string) => readEndpoint(withScheme(typed), taken)
    const typed = answered(
      await text({
        message: endpoints.length === 0 ? 'What should be watched?' : 'What else? (Enter goes on)',
        placeholder: 'https://acme.example/  or  tcp://db.acme.example:5432',
        validate(typed) {
          if (!typed?.trim()) return endpoints.length > 0 ? undefined : 'Please name one address.'
          const endpoint = read(typed)
          return typeof endpoint === 'string' ? endpoint : undefined
        },
      }),
    )
    if (!typed?.trim()) return endpoints
    const endpoint = read(typed)
    if (typeof endpoint !== 'string') endpoints.push(endpoint)
  }
}

/** `--git` and `--no-git`, an answer, or yes. */
export async function askGit(flag: boolean | undefined): Promise<boolean> {
  if (flag !== undefined || !canAsk()) return flag ?? true
  const { confirm } = await import('@clack/prompts')
  return answered(await confirm({ message: 'Make it a Git repository (git init)?' }))
}

/** People type `acme.example`. */
function withScheme(typed: string): string {
  const text = typed.trim()
  return text === '' || /^[\w-]+=|^\w+:\/\//.test(text) ? text : `https://${text}`
}
