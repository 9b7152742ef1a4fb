import { spawn } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'

/** A Git server of its own behind a real connection: what we kill and what the network loses is not its process. */
export interface GitServer {
  /** For the repository `origin.git` of the folder. */
  address: string
  /** Connections so far. */
  connections: number
  /** After how many bytes a connection (from 1) is cut, to the server and from it; null: never. */
  cut: (connection: number) => { up?: number; down?: number } | null
  close: () => Promise<void>
}

export async function serveGit(folder: string): Promise<GitServer> {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    served.connections += 1
    const limits = served.cut(served.connections) ?? {}
    const words = ['daemon', '--inetd', '--export-all', '--enable=receive-pack', `--base-path=${folder}`]
    const child = spawn('git', words, { stdio: ['pipe', 'pipe', 'ignore'] })
    const counter = (limit = Number.POSITIVE_INFINITY) => {
      let seen = 0
      return (part: Buffer) => {
        seen += part.length
        if (seen >= limit) socket.destroy()
      }
    }
    socket.on('data', counter(limits.up)).pipe(child.stdin)
    child.stdout.on('data', counter(limits.down)).pipe(socket)
    child.stdin.on('error', () => {})
    socket.on('error', () => {})
    socket.on('close', () => {
      open.delete(socket)
      child.stdin.destroy()
      child.stdout.destroy()
    })
    child.on('close', () => socket.end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const served: GitServer = {
    address: `git://127.0.0.1:${(server.address() as AddressInfo).port}/origin.git`,
    connections: 0,
    cut: () => null,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
  return served
}
