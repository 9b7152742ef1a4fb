import { join } from 'node:path'
import process from 'node:process'
import type { Command } from 'commander'
import { contextOf, note, print, printJson } from './context.ts'
import { copyToAll, placesFrom } from './mirror-places.ts'

interface Options {
  root: string
  now?: string
  dir?: string
  force?: boolean
  json?: boolean
}

const help = `
A place is one of
  rsync:/srv/www/status                          a folder on this machine
  rsync:deploy@second.example:/srv/www/status    a folder over ssh
  s3://bucket/folder?endpoint=https://...        a bucket of S3, or of what speaks like it (by rclone)
  git:https://codeberg.org/acme/pages.git#pages  a branch of any Git remote
  rclone:second:status                           a remote of your own rclone configuration

Keys come by the environment alone: MIRROR_SSH_KEY and MIRROR_KNOWN_HOSTS (rsync, git over ssh; without them your own
ssh does), MIRROR_GIT_TOKEN (git over https), AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (s3).`

export function define(command: Command): void {
  command
    .argument('[place...]', 'where to (default: mirrors in components.yml)')
    .option('--dir <dir>', 'the built site (default: dist in the root)')
    .option('--force', 'also where words stand that main does not have')
    .option('--json', 'print [{place, ok, copied, removed, message}] as JSON')
    .addHelpText('after', help)
    .action(async (words: string[], options: Options) => {
      const { root, clock } = contextOf(options)
      const places = await placesFrom(words, root)
      if (places.length === 0) {
        note('No second host: components.yml has no `mirrors`, and none was named. Nothing was copied.')
        if (options.json) printJson([])
        return
      }
      const dir = options.dir ?? join(root, 'dist')
      const done = await copyToAll(places, dir, root, clock(), { force: options.force })
      if (options.json) printJson(done)
      for (const { ok, message } of done) {
        if (!ok) note(`candor: ${message}`)
        else if (!options.json) print(message)
      }
      if (done.some(({ ok }) => !ok)) process.exitCode = 3
    })
}
