import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { judgePins } from '../advice/engine-pin.ts'
import { good, noted, unseen } from '../advice/finding.ts'
import { readWorkflow, type WorkflowFile } from '../advice/workflow-file.ts'
import { judgeFiles, judgeStates } from '../advice/workflow-state.ts'
import { workflowStates } from '../github/workflow-states.ts'
import type { Examination } from './doctor-examination.ts'

/** The workflows of the repository whose top is `top`. */
export async function readWorkflows(top: string): Promise<WorkflowFile[]> {
  const folder = '.github/workflows'
  const names = await readdir(join(top, folder)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })
  const wanted = names.filter((name) => /\.ya?ml$/.test(name)).sort()
  return await Promise.all(
    wanted.map(async (name) => readWorkflow(`${folder}/${name}`, await readFile(join(top, folder, name), 'utf8'))),
  )
}

/** Whether the workflows are there, and whether GitHub runs them. */
export const workflows: Examination = {
  id: 'workflows',
  about: 'the workflows',
  link: 'doctor.md#workflows',
  async look({ workflows: files, hub, isElsewhere, whyNoHub }) {
    if (isElsewhere && files.length === 0)
      return noted('No workflows of GitHub are here: checks and page are run elsewhere.')
    const wrong = judgeFiles(files)
    if (wrong?.state === 'problem') return wrong
    if (isElsewhere) return wrong ?? good('The workflows are there.')
    if (hub === null) return unseen(`The workflows are there; whether GitHub runs them cannot be seen ${whyNoHub}.`)
    return judgeStates(files, await hub.ask(workflowStates))
  },
}

/** How thin workflows name the engine. */
export const engine: Examination = {
  id: 'engine',
  about: 'the pin of the engine',
  link: 'doctor.md#engine',
  look: async ({ workflows: files }) => judgePins(files),
}
