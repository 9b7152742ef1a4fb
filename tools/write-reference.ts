// Writes docs/components.schema.json and docs/configuration.md from the key table in src/config/, and
// docs/webhook.schema.json from src/messages/ (`npm run schema`).
import { readFileSync, writeFileSync } from 'node:fs'
import { jsonSchemaText } from '../src/config/json-schema.ts'
import { referencePage } from '../src/config/reference-page.ts'
import { webhookSchemaText } from '../src/messages/webhook-shape.ts'

const docs = new URL('../docs/', import.meta.url)
const page = new URL('configuration.md', docs)
const head = readFileSync(page, 'utf8').split('\n## ')[0]!
writeFileSync(new URL('components.schema.json', docs), jsonSchemaText())
writeFileSync(page, referencePage(head))
writeFileSync(new URL('webhook.schema.json', docs), webhookSchemaText())
