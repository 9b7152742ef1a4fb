import { stringify } from 'yaml'

/** `key: value` on one line as people write it in components.yml. */
export function exampleLine(key: string | number, value: unknown): string {
  const text = inline(value)
  return typeof key === 'number' ? `- ${text}` : `${key}: ${text}`
}

/** A value on one line of YAML. */
export function inline(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: true }).trim()
}
