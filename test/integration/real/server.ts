import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { asRoot, user } from './folder.ts'

export interface RealServer {
  /** As a machine that has run out of something: connections are taken, nothing is answered. */
  freeze: () => void
  thaw: () => void
  stop: () => Promise<void>
}

const running = new Set<RealServer>()

export async function stopAll(): Promise<void> {
  await Promise.all([...running].map((server) => server.stop()))
}

/** Starts a server in a process group of its own, and waits until it takes connections at each of these ports. */
export async function startServer(
  path: string,
  words: string[],
  options: { cwd: string; ports: number[]; keepRights?: boolean; ending?: NodeJS.Signals },
): Promise<RealServer> {
  const rights = asRoot && options.keepRights !== true ? user : {}
  const child = spawn(path, words, { cwd: options.cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'], ...rights })
  let said = ''
  const listen = (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4000)
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  const gone = once(child, 'exit')
  const signal = (name: NodeJS.Signals) => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, name)
  }
  const server: RealServer = {
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    async stop() {
      running.delete(server)
      signal('SIGCONT')
      signal(options.ending ?? 'SIGKILL')
      await gone
      // Its workers end a moment after it, and each holds the port as long as it lives.
      for (const port of options.ports) while (await accepts(port)) await wait(5)
    },
  }
  running.add(server)
  for (const port of options.ports) {
    while (!(await accepts(port))) {
      if (child.exitCode !== null) throw new Error(`${path} ended at once: ${said}`)
      await wait(20)
    }
  }
  return server
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
