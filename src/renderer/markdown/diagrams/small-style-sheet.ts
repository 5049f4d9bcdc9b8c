/** A rule of `SmallStyleSheet`, to which declarations can be added. */
class SmallRule {
  #text: string
  readonly style = {
    setProperty: (name: string, value: string): void => {
      if (/[{}<;]/.test(value)) return
      this.#text = this.#text.replace(/\}\s*$/, `${name}: ${value}; }`)
    },
  }

  constructor(text: string) {
    this.#text = text
  }

  get cssText(): string {
    return this.#text
  }
}

/** A style sheet that remembers its rules. Like a real one it takes a single whole rule at a time, or nothing. */
export class SmallStyleSheet {
  readonly cssRules: SmallRule[] = []

  insertRule(rule: string, index = 0): number {
    if (/^[^{}@<]+\{[^{}<]*\}\s*$/.test(rule)) this.cssRules.splice(index, 0, new SmallRule(rule))
    return index
  }
}
