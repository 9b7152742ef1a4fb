import process from 'node:process'
import { asMap } from '../imports/statuspage-documents.ts'
import { askForJson } from '../probe/saved-answer.ts'
import { Failure } from '../problem/problem.ts'

const mostPages = 200

/** All issues of a repository with their comments, from GitHub's API. */
export async function fetchIssues(repository: string, token: string, allowPrivate: boolean): Promise<unknown[]> {
  const api = (process.env['GITHUB_API_URL'] || 'https://api.github.com').replace(/\/+$/, '')
  const list = (path: string) => pagesOf(`${api}/repos/${repository}/${path}`, token, allowPrivate)
  const issues = await list('issues?state=all')
  const comments = new Map<string, unknown[]>()
  for (const comment of await list('issues/comments?sort=created')) {
    const of = String(asMap(comment)['issue_url'] ?? '')
    comments.set(of, [...(comments.get(of) ?? []), comment])
  }
  return issues.map((issue) => ({ ...asMap(issue), comments: comments.get(String(asMap(issue)['url'])) ?? [] }))
}

async function pagesOf(address: string, token: string, allowPrivate: boolean): Promise<unknown[]> {
  const all: unknown[] = []
  for (let page = 1; page <= mostPages; page += 1) {
    const headers = { authorization: `Bearer ${token}`, 'x-github-api-version': '2022-11-28' }
    const { status, value } = await askForJson(`${address}&per_page=50&page=${page}`, headers, allowPrivate)
    if (status !== 200 || !Array.isArray(value)) {
      throw new Failure(
        `${address} answers with status ${status}.\n  Expected a token that may read the issues of that repository, or save them: --issues FILE`,
      )
    }
    all.push(...value)
    if (value.length < 50) break
  }
  return all
}
