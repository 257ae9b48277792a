/** One line of a scenario that says or asks something, with the table or the text that stands below it. */
export interface Step {
  readonly text: string;
  readonly table: readonly (readonly string[])[];
  readonly drawing: string;
}

export interface Scenario {
  readonly name: string;
  /** Without their `@`; the feature's own are among them. */
  readonly tags: readonly string[];
  /** Those of the feature's background come first. */
  readonly steps: readonly Step[];
}

/**
 * The scenarios of a feature file, outlines filled in from their examples.
 * @param text of a file in Gherkin, as far as OSRM's features use it: https://cucumber.io/docs/gherkin/reference
 */
export function scenariosOf(text: string): Scenario[] {
  const blocks = blocksOf(text);
  const background = blocks.find(({ kind }) => kind === 'Background')?.steps ?? [];
  const shared = blocks.find(({ kind }) => kind === 'Feature')?.tags ?? [];
  const scenarios: Scenario[] = [];
  for (const [index, { kind, name, tags, steps }] of blocks.entries()) {
    const whole = { name, tags: [...shared, ...tags], steps: [...background, ...steps] };
    if (kind === 'Scenario Outline') scenarios.push(...filledIn(whole, blocks[index + 1]?.examples ?? []));
    if (kind === 'Scenario' || kind === 'Example') scenarios.push(whole);
  }
  return scenarios;
}

/** A table as objects by its first row; columns of comments are left out. */
export function rowsOf([head = [], ...rows]: Step['table']): Record<string, string>[] {
  const isComment = (name: string) => name.startsWith('#');
  return rows.map((row) =>
    Object.fromEntries(head.map((name, column) => [name, row[column] ?? '']).filter(([name]) => !isComment(name!)))
  );
}

interface Block {
  readonly kind: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly steps: { text: string; table: string[][]; drawing: string }[];
  readonly examples: string[][];
}

const heading = /^(Feature|Background|Scenario Outline|Scenario|Examples?):(.*)/;
const keyword = /^(?:Given|When|Then|And|But|\*) +(.*)/;

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let tags: string[] = [];
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!.trim();
    const block = blocks.at(-1);
    const step = block?.steps.at(-1);
    const [, kind, name] = heading.exec(line) ?? [];
    const [, said] = keyword.exec(line) ?? [];
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('@')) tags.push(...line.split(/\s+/).map((tag) => tag.slice(1)));
    else if (kind !== undefined) {
      blocks.push({ kind, name: name!.trim(), tags, steps: [], examples: [] });
      tags = [];
    } else if (said !== undefined) block?.steps.push({ text: said, table: [], drawing: '' });
    else if (line.startsWith('|')) (block?.kind === 'Examples' ? block.examples : step?.table)?.push(cellsOf(line));
    else if (line === '"""') {
      const margin = lines[at]!.indexOf('"""');
      const end = lines.findIndex((other, index) => index > at && other.trim() === '"""');
      // OSRM draws with spaces; what stands left of the quotes is margin.
      const drawn = lines
        .slice(at + 1, end)
        .map((row) => (row.slice(0, margin).trim() ? row.trimStart() : row.slice(margin)));
      if (step) step.drawing = drawn.join('\n');
      at = end;
    }
  }
  return blocks;
}

const cellsOf = (line: string) =>
  line
    .replace(/#[^|]*$/, '')
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|').replaceAll('\\n', '\n').replaceAll('\\\\', '\\'));

function filledIn(outline: Scenario, examples: Step['table']): Scenario[] {
  return rowsOf(examples).map((values) => {
    const fill = (text: string) =>
      Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(`<${name}>`, value), text);
    const steps = outline.steps.map(({ text, table, drawing }) => {
      return { text: fill(text), table: table.map((row) => row.map(fill)), drawing: fill(drawing) };
    });
    return { ...outline, name: `${fill(outline.name)} (${Object.values(values).join(', ')})`, steps };
  });
}
