// Writes docs/components.schema.json and docs/configuration.md from the key table in src/config/ (`npm run schema`).
import { readFileSync, writeFileSync } from 'node:fs'
import { jsonSchemaText } from '../src/config/json-schema.ts'
import { referencePage } from '../src/config/reference-page.ts'

const docs = new URL('../docs/', import.meta.url)
const page = new URL('configuration.md', docs)
const head = readFileSync(page, 'utf8').split('\n## ')[0]!
writeFileSync(new URL('components.schema.json', docs), jsonSchemaText())
writeFileSync(page, referencePage(head))
