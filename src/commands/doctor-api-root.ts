import { judgeApiRoot } from '../advice/page-address.ts'
import type { Examination } from './doctor-examination.ts'

/** Whether clients of Statuspage's API find it where they look. */
export const apiRoot: Examination = {
  id: 'api_root',
  about: 'the root of the API',
  link: 'doctor.md#api-root',
  look: async ({ config }) => judgeApiRoot(config.site.url),
}
