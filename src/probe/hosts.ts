import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import process from 'node:process'

const path =
  process.platform === 'win32'
    ? `${process.env['SystemRoot'] ?? 'C:\\Windows'}\\System32\\drivers\\etc\\hosts`
    : '/etc/hosts'

/** Reads a hosts file: the addresses of each name, in its order. Pure. */
export function parseHosts(text: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const line of text.split('\n')) {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/)
    if (isIP(address) === 0) continue
    for (const name of names) {
      const key = name.toLowerCase()
      found.set(key, [...(found.get(key) ?? []), address])
    }
  }
  return found
}

let kept: Promise<Map<string, string[]>> | null = null

/** The addresses that this machine's hosts file gives a name; it is read once, none when it cannot be read. */
export async function hostsOf(name: string): Promise<string[]> {
  kept ??= readFile(path, 'utf8').then(parseHosts, () => new Map())
  return (await kept).get(name) ?? []
}
