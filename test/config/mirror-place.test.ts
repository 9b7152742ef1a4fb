import { expect, test } from 'vitest'
import { readPlace } from '../../src/config/mirror-place.ts'
import { mistakes } from './mistake.ts'

test.each([
  ['rsync:/srv/www/status', { kind: 'rsync', host: null, path: '/srv/www/status' }],
  ['rsync:deploy@second.example:/srv/www/', { kind: 'rsync', host: 'deploy@second.example', path: '/srv/www' }],
  ['rsync:u1@box.example:/srv?port=23', { kind: 'rsync', host: 'u1@box.example', port: 23, path: '/srv' }],
  ['rsync:[::1]:/srv', { kind: 'rsync', host: '[::1]', path: '/srv' }],
  ['s3://acme-status', { kind: 's3', bucket: 'acme-status', folder: '', endpoint: null, region: null }],
  [
    's3://acme/a/b/?endpoint=https://s3.example:9000&region=eu-1',
    { kind: 's3', bucket: 'acme', folder: 'a/b', endpoint: 'https://s3.example:9000', region: 'eu-1' },
  ],
  ['rclone:second:', { kind: 'rclone', remote: 'second', folder: '' }],
  ['rclone:second:status/page', { kind: 'rclone', remote: 'second', folder: 'status/page' }],
  ['git:backup#pages', { kind: 'git', remote: 'backup', branch: 'pages' }],
  [
    'git:git@codeberg.org:acme/pages.git#gh/pages',
    { kind: 'git', remote: 'git@codeberg.org:acme/pages.git', branch: 'gh/pages' },
  ],
  ['git:https://codeberg.org/acme/pages.git#pages', { kind: 'git', remote: 'https://codeberg.org/acme/pages.git' }],
  ['git:file:///srv/git/page.git#pages', { kind: 'git', remote: 'file:///srv/git/page.git' }],
])('reads %s', (text, place) => {
  expect(readPlace(text)).toMatchObject({ ...place, text })
})

// Each would be an option, a program, a way out, or a secret seen by all on somebody's command line.
test.each([
  '/srv/www',
  'rsync:srv/www',
  'rsync:/',
  'rsync:host:/',
  'rsync:/srv/../etc',
  'rsync:-oProxyCommand=id:/srv',
  'rsync:host:/srv?port=23 -oProxyCommand=id',
  'rsync:host:/srv;id',
  'rsync:host:/srv/$(id)',
  'rsync:host:/srv/a b',
  's3:acme',
  's3://Acme_Status',
  's3://acme/../other',
  's3://acme?endpoint=file:///etc',
  's3://acme?endpoint=https://s3.example&acl=public',
  's3://key:secret@acme',
  'rclone::sftp,ssh=id:status',
  'rclone:second:../other',
  'rclone:-v:status',
  'git:backup',
  'git:backup#',
  'git:backup#-f',
  'git:backup#a..b',
  'git:ext::sh -c id#pages',
  'git:--upload-pack=id#pages',
  'git:https://ada:secret@codeberg.org/acme/pages.git#pages',
  'git:https://codeberg.org/acme/../pages.git#pages',
  'ftp://second.example/',
])('refuses %s', (text) => {
  expect(readPlace(text)).toEqual(expect.any(String))
})

mistakes('second hosts', {
  'a place of no kind, and one with its password': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components: []
mirrors:
  - second.example
  - git:https://ada:secret@git.example/acme.git#pages
`,
    said: `components.yml:5:5: Entry 1 in \`mirrors\` cannot be \`second.example\`.
  Expected one such as rsync:deploy@second.example:/srv/www/status, s3://acme-status?endpoint=https://s3.eu-central-1.example, git:https://codeberg.org/acme/pages.git#pages, rclone:second:status, as in:
    mirrors: [ rsync:deploy@second.example:/srv/www/status ]
components.yml:6:5: Entry 2 in \`mirrors\` cannot be \`git:https://ada:secret@git.example/acme.git#pages\`.
  Expected no password in it, for all would see it, but in the environment (MIRROR_GIT_TOKEN, MIRROR_SSH_KEY, AWS_SECRET_ACCESS_KEY), as in:
    mirrors: [ rsync:deploy@second.example:/srv/www/status ]`,
  },
})
