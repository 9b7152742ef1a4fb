import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { read } from './reading.ts'

const folder = new URL('../../incidents/', import.meta.url)
const templates = readdirSync(new URL('_templates/', folder))

test('there is a template for every common case', () => {
  expect(templates.sort()).toEqual(
    ['degraded', 'maintenance', 'notice', 'outage', 'postmortem', 'security', 'third-party'].map(
      (name) => `${name}.md`,
    ),
  )
})

test.each(templates)('the template %s is in order', (name) => {
  expect(read(readFileSync(new URL(`_templates/${name}`, folder), 'utf8')).says).toBe('')
})

test('every example of the explanation is in order', () => {
  const text = readFileSync(new URL('README.md', folder), 'utf8')
  const [short, later, full] = [...text.matchAll(/```markdown\n(.*?)```/gs)].map((match) => match[1]!)
  expect(read(`${short}\n${later}`).says).toBe('')
  expect(read(full!).says).toBe('')
})

test.each(['post-an-incident', 'writing-good-updates'])('every example of docs/%s.md is in order', (name) => {
  const text = readFileSync(new URL(`../docs/${name}.md`, folder), 'utf8')
  const examples = [...text.matchAll(/```markdown\n(.*?)```/gs)].map((match) => match[1]!)
  expect(examples).not.toEqual([])
  expect(examples.map((example) => read(example).says)).toEqual(examples.map(() => ''))
})
