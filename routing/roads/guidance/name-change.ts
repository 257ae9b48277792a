interface Named {
  readonly name: string;
  readonly ref: string;
}

/** Words before or after a name that do not make another street of it, as OSRM's car profile lists them, and ours. */
const sidesOfTheWorld = new Set(
  'n ne e se s sw w nw north south west east nor sou we ea northeast southeast northwest southwest pohjoinen eteläinen itäinen läntinen norra södra östra västra'.split(
    ' '
  )
);

/**
 * Whether a driver who goes from one road to another sees another name on the signs. A longer form of the name, a side of
 * the world or a number that comes or goes beside it are no news; nor is a road that loses its name.
 * The cases are those of OSRM's feature tests on new names and suffixes.
 */
export function isRenamed(from: Named, to: Named): boolean {
  if (from.name === to.name && from.ref === to.ref) return false;
  if (from.name === '' && from.ref === '') return true;
  const isSameName =
    from.name === to.name ||
    (from.name !== '' && to.name !== '' && (isPart(from.name, to.name) || differOnlyInSide(from.name, to.name)));
  const isSameRef = from.ref === '' || to.ref === '' || shareARef(from.ref, to.ref);
  if (from.name === '' && to.name === '') return !isSameRef;
  // A number alone and a name alone have nothing in common to recognise the road by.
  const changesKind =
    (from.name === '' && from.ref !== '' && to.ref === '') || (from.ref === '' && to.name === '' && to.ref !== '');
  if (changesKind) return true;
  if (from.name === '') return !shareARef(from.ref, to.ref);
  if (to.name === '') return !isSameRef;
  return !isSameName;
}

/** Whether two roads are the same street: both named, and alike. */
export const isSameStreet = (from: Named, to: Named): boolean =>
  from.name !== '' && to.name !== '' && !isRenamed(from, to);

const isPart = (a: string, b: string) => a.startsWith(b) || b.startsWith(a);

const refsOf = (ref: string) => ref.split(';').map((part) => part.trim());
const shareARef = (a: string, b: string) => refsOf(a).some((ref) => ref !== '' && refsOf(b).includes(ref));

function differOnlyInSide(a: string, b: string): boolean {
  const [first, second] = [wordsOf(a), wordsOf(b)];
  const core = (words: readonly string[]) => words.filter((word) => !sidesOfTheWorld.has(word)).join(' ');
  return core(first) !== '' && core(first) === core(second);
}

const wordsOf = (name: string) => name.toLowerCase().split(/\s+/).filter(Boolean);
