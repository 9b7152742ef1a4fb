import { expect, test } from 'vitest'
import { loadOctokit } from '../../src/github/octokit.ts'
import { placeFrom } from '../../src/github/place.ts'

const env = { GITHUB_REPOSITORY: 'acme/status', GITHUB_TOKEN: 't' }

test('a place is github.com, or whatever Actions names on an Enterprise Server', () => {
  expect(placeFrom(env)).toEqual({
    api: 'https://api.github.com',
    server: 'https://github.com',
    owner: 'acme',
    name: 'status',
    token: 't',
  })
  const own = {
    ...env,
    GITHUB_API_URL: 'https://ghe.acme.example/api/v3/',
    GITHUB_SERVER_URL: 'https://ghe.acme.example',
  }
  expect(placeFrom(own)).toMatchObject({ api: 'https://ghe.acme.example/api/v3', server: 'https://ghe.acme.example' })
  expect(placeFrom({ GITHUB_TOKEN: 't' }, 'acme/page')).toMatchObject({ name: 'page' })
})

test('what is missing is named, with what to write', () => {
  expect(() => placeFrom({ GITHUB_TOKEN: 't' })).toThrow(/site: \{ repository: owner\/name \}/)
  expect(() => placeFrom({ ...env, GITHUB_REPOSITORY: '../x' })).toThrow(/`..\/x` is none/)
  expect(() => placeFrom({ ...env, GITHUB_TOKEN: '' })).toThrow(/GITHUB_TOKEN: \$\{\{ github\.token \}\}/)
  expect(() => placeFrom({ ...env, GITHUB_API_URL: 'nonsense' })).toThrow(/GITHUB_API_URL is no address/)
})

test('octokit is brought by set-up when it is not installed, and a sentence says so when that fails', async () => {
  const missing = Object.assign(new Error('no octokit'), { code: 'ERR_MODULE_NOT_FOUND' })
  let installed = false
  const load = async () => {
    if (!installed) throw missing
    return import('octokit')
  }
  const brought = await loadOctokit({
    load,
    setUp: async () => {
      installed = true
      return 0
    },
  })
  expect(brought.Octokit).toBeTypeOf('function')
  installed = false
  await expect(loadOctokit({ load, setUp: async () => 3 })).rejects.toThrow(/node setup\.mjs talk/)
})
