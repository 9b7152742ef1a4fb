import type { Path, Source } from './source.ts'

const lists: Record<string, string> = { components: 'component', groups: 'group', notify: 'channel' }

/** How people call the map at `path`: "the check of `api`", "the component `api`", "`site`", "the file". */
export function ownerName(source: Source, path: Path): string {
  const [list, index, ...rest] = path
  if (list === undefined) return 'the file'
  const kind = lists[String(list)]
  if (kind === undefined || index === undefined) return `\`${path.join('.')}\``
  const id = source.at([list, index, 'id'])
  const whole = typeof id === 'string' ? `the ${kind} \`${id}\`` : `${kind} ${Number(index) + 1}`
  if (rest.length === 0) return whole
  return rest.length === 1 && rest[0] === 'check'
    ? `the check of ${whole.replace(/^the component /, '')}`
    : `\`${rest.join('.')}\` of ${whole}`
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
