/** How a source is read, where that is not said by the source itself. */
export interface SourceOptions {
  /** Name of the environment variable with the key of the API. */
  keyFrom?: string
  /** Saved issues of an Upptime repository. */
  issues?: string
  allowPrivate?: boolean
}
