/** The pin of the engine is the upgrade path: Dependabot moves it by pull request, all pins in one. */
export const dependabot = `# A newer engine and newer actions come as one pull request a week; what it changes: its release notes.
version: 2
updates:
  - package-ecosystem: github-actions
    directory: /
    schedule: { interval: weekly }
    # A new release is a week old before it comes here: most bad ones are found by then.
    cooldown: { default-days: 7 }
    groups:
      actions: { patterns: ['*'] }
`

export const codeowners = `# Who is asked to review what. Put your own people or teams here, without the # in front:
# what runs with a token, and what is probed, is worth a second look; incidents are not held up.

# /.github/          @your-org/operators
# /components.yml    @your-org/operators
`
