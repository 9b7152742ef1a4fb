/** A sentence and, for the common slips, the corrected line of the one key in `block` that YAML cannot read. */
export function explainYaml(code: string, block: string): { message: string; expected: string; example: string } {
  const firstLine = block.split('\n', 1)[0]!
  const match = /^([\w-]+)\s*:\s*(.+)$/.exec(firstLine)
  const quoted = match === null ? '' : `${match[1]}: ${JSON.stringify(match[2]!.trim().replaceAll(/^["']|["']$/g, ''))}`
  switch (code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      return { message: 'A text with a colon in it needs quotes.', expected: 'Expected:', example: quoted }
    case 'BAD_SCALAR_START':
      return { message: 'A text that begins with this sign needs quotes.', expected: 'Expected:', example: quoted }
    case 'MISSING_CHAR':
      return { message: 'A quote or a bracket that opens here never closes.', expected: 'Expected:', example: quoted }
    case 'TAB_AS_INDENT':
      return {
        message: 'YAML is indented with blanks, not with tabs.',
        expected: 'Expected two blanks:',
        example:
          block
            .split('\n')
            .find((line) => line.includes('\t'))
            ?.replaceAll('\t', '')
            .replace(/^/, '  ') ?? '',
      }
    default:
      return {
        message: 'This is not YAML that can be read.',
        expected: 'Expected `key: value` lines, what belongs to a key indented by two blanks.',
        example: match === null ? 'title: Elevated error rates on the API' : quoted,
      }
  }
}
