/** One small diagram of each kind that people and models write, with words that must be in its picture. */
export const kinds: Readonly<Record<string, { readonly source: string; readonly words: readonly string[] }>> =
  {
    flowchart: {
      source: `flowchart LR
  A[Christmas] -->|Get money| B(Go shopping)
  B --> C{Let me think about what to buy}
  subgraph shops [The shops]
    C -->|One| D[Laptop]
    C -.->|Two| E[(Phone store)]
  end
  C ==> F((Car)):::warm
  classDef warm fill:#fc9,stroke:#c60`,
      words: ['Christmas', 'Get', 'The shops', 'Laptop'],
    },
    sequence: {
      source: `sequenceDiagram
  autonumber
  actor U as User
  participant S as Server
  U->>+S: Log in with a password
  Note over U,S: They know one another
  alt it is right
    S-->>-U: Welcome
  else it is wrong
    S-->>U: Go away
  end
  loop every minute
    U->>S: Ping
  end`,
      words: ['Log in with a password', 'They know one another', 'Go away'],
    },
    class: {
      source: `classDiagram
  class Animal {
    +String name
    +int age
    +eat(food) bool
  }
  Animal <|-- Duck : is
  Animal "1" *-- "many" Leg
  class Duck { +swim() }`,
      words: ['Animal', '+String name', 'Duck', 'many'],
    },
    state: {
      source: `stateDiagram-v2
  [*] --> Still
  Still --> Moving : push
  state Moving {
    [*] --> Slow
    Slow --> Fast
  }
  Moving --> [*]
  note right of Still : It waits`,
      words: ['Still', 'push', 'Fast', 'It waits'],
    },
    er: {
      source: `erDiagram
  CUSTOMER ||--o{ ORDER : places
  CUSTOMER { string name PK
    int age }
  ORDER ||--|{ LINE : contains`,
      words: ['CUSTOMER', 'places', 'name'],
    },
    gantt: {
      source: `gantt
  title A plan
  dateFormat YYYY-MM-DD
  section Design
  Draw it :done, d1, 2026-01-05, 10d
  Check it :active, d2, after d1, 6d
  section Build
  Make it :crit, b1, after d2, 20d
  Ship it :milestone, after b1, 0d`,
      words: ['A plan', 'Draw it', 'Build'],
    },
    pie: {
      source: `pie showData title Pets
  "Dogs" : 386
  "Cats" : 85
  "Rats" : 15`,
      words: ['Pets', 'Dogs', '79%'],
    },
    journey: {
      source: `journey
  title My day
  section Work
    Make tea: 5: Me
    Do work: 1: Me, Cat
  section Home
    Sit down: 5: Me`,
      words: ['My day', 'Make tea', 'Home'],
    },
    git: {
      source: `gitGraph
  commit id: "one"
  branch develop
  commit id: "two"
  checkout main
  merge develop tag: "v1"`,
      words: ['main', 'develop', 'v1'],
    },
    mindmap: {
      source: `mindmap
  root((A mind))
    Origins
      Long history
    Tools
      Pen and paper
      Mermaid`,
      words: ['A mind', 'Long history', 'Pen and paper'],
    },
    timeline: {
      source: `timeline
  title Of the web
  1991 : First page
  2004 : Facebook : Gmail`,
      words: ['Of the web', 'First', 'Gmail'],
    },
    quadrant: {
      source: `quadrantChart
  title Reach and effort
  x-axis Low effort --> High effort
  y-axis Low reach --> High reach
  quadrant-1 Do it
  quadrant-2 Plan it
  Letters: [0.3, 0.6]
  Posters: [0.7, 0.8]`,
      words: ['Reach and effort', 'Do it', 'Posters'],
    },
    xychart: {
      source: `xychart-beta
  title "Sales"
  x-axis [jan, feb, mar]
  y-axis "Euro" 0 --> 100
  bar [20, 50, 80]
  line [20, 50, 80]`,
      words: ['Sales', 'feb', 'Euro'],
    },
    sankey: {
      source: `sankey-beta
Coal,Power,30
Wind,Power,20
Power,Homes,35
Power,Losses,15`,
      words: ['Coal', 'Homes'],
    },
    requirement: {
      source: `requirementDiagram
  requirement speed {
    id: 1
    text: It is fast
    risk: high
    verifymethod: test
  }
  element app {
    type: program
  }
  app - satisfies -> speed`,
      words: ['speed', 'It is fast', 'app'],
    },
    c4: {
      source: `C4Context
  title A bank
  Person(customer, "Customer", "Has money")
  System(bank, "Bank", "Keeps it")
  Rel(customer, bank, "Uses")`,
      words: ['A bank', 'Customer', 'Uses'],
    },
    block: {
      source: `block-beta
  columns 2
  a["Front"] b["Back"]
  a --> b`,
      words: ['Front', 'Back'],
    },
    packet: {
      source: `packet-beta
  0-15: "Source port"
  16-31: "Target port"`,
      words: ['Source port', '31'],
    },
    kanban: {
      source: `kanban
  todo[To do]
    one[Write it]
  done[Done]
    two[Read it]`,
      words: ['To do', 'Write it'],
    },
    radar: {
      source: `radar-beta
  axis a["Speed"], b["Calm"], c["Price"]
  curve one["Ours"]{80, 90, 70}
  max 100`,
      words: ['Speed', 'Ours'],
    },
    treemap: {
      source: `treemap-beta
"Rooms"
  "Hall": 30
  "Kitchen": 20`,
      words: ['Hall', 'Kitchen'],
    },
  }
