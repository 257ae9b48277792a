// The arrows of the house (README.md, how the parts fit): imports run downwards only.
const only = (name, from, allowed, dependencyTypesNot) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: {
    path: '^(src|service-worker|routing|gateway|scripts|tests)/',
    pathNot: allowed,
    ...(dependencyTypesNot && { dependencyTypesNot })
  }
});

export default {
  forbidden: [
    // A circle of types alone is gone when the program runs.
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
    },
    only('messages-import-nobody', '^src/messages/', '^src/messages/'),
    only('domain-imports-nobody', '^src/domain/', '^src/domain/'),
    only('routing-sees-units-and-geometry', '^routing/', '^(routing/|src/domain/(units|geometry)\\.ts$)'),
    only('gateway-sees-routing-domain-messages', '^gateway/', '^(gateway|routing|src/domain|src/messages)/'),
    only(
      'hub-and-van-are-apart',
      '^gateway/hub/',
      '^(gateway/(hub|journal|web|command-line)|routing|src/(domain|messages))'
    ),
    only(
      'van-and-hub-are-apart',
      '^gateway/van/',
      '^(gateway/(van|journal|web|command-line)|routing|src/(domain|messages))'
    ),
    only('journal-knows-no-program', '^gateway/journal/', '^(gateway/(journal|web)|src/domain)/'),
    only('web-knows-no-program', '^gateway/web/', '^gateway/web/'),
    only('lib-sees-domain', '^src/lib/', '^(src/(lib|domain|messages)/|routing/(roads|region|planner)/)', [
      'type-only'
    ]),
    only('routes-see-gateway-as-types', '^src/(routes|hooks)', '^src/|^routing/(roads|region)/', ['type-only']),
    only('worker-imports-nobody', '^service-worker/', '^service-worker/'),
    {
      // Vite would build it all the same, and the courier would see it fail on the road.
      name: 'browsers-have-no-node',
      severity: 'error',
      from: { path: '^(src/lib|src/routes|service-worker)/', pathNot: '\\.(test|fixture)\\.ts$|\\.server\\.ts$' },
      to: {
        reachable: true,
        path: '^(node:)?(fs|path|crypto|os|url|stream|worker_threads|child_process|http|net)(/|$)'
      }
    },
    {
      name: 'the-tests-are-not-imported',
      severity: 'error',
      from: { pathNot: '(^tests/|\\.test\\.ts$)' },
      to: { path: '(^tests/|\\.test\\.ts$)' }
    }
  ],
  options: {
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(\\.svelte-kit|build)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'svelte', 'default'] }
  }
};
