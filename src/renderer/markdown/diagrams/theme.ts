import type { MermaidConfig } from 'mermaid'
import { FONT_FAMILY, SOURCE_LIMIT, type DiagramLook } from './protocol.ts'

/** So many lines between boxes are no picture for a reader any more. */
const EDGE_LIMIT = 1000

/** What no diagram may set, should one of its directives ever get past `withoutDirectives`. */
const locked = [
  'secure',
  'securityLevel',
  'htmlLabels',
  'maxTextSize',
  'maxEdges',
  'themeCSS',
  'dompurifyConfig',
]

/** How Mermaid draws here. Labels are text of the drawing and never HTML. */
export function mermaidConfig(look: DiagramLook): MermaidConfig {
  return {
    startOnLoad: false,
    suppressErrorRendering: true,
    securityLevel: 'strict',
    secure: locked,
    maxTextSize: SOURCE_LIMIT,
    maxEdges: EDGE_LIMIT,
    deterministicIds: true,
    logLevel: 'fatal',
    htmlLabels: false,
    layout: 'dagre',
    look: 'classic',
    theme: 'base',
    fontFamily: FONT_FAMILY,
    flowchart: { useMaxWidth: false, minNodeWidth: 0, wrappingWidth: 200 },
    state: { minNodeWidth: 0 },
    journey: {
      useMaxWidth: false,
      textPlacement: 'tspan',
      taskFontFamily: FONT_FAMILY,
      titleColor: look.text,
    },
    // A list of colours is only ever added to; and a line behind words is in the way of reading them.
    themeCSS: `text.task, text.journey-section { fill: ${look.text} } .edgeLabel rect { opacity: 1 }`,
    sequence: { useMaxWidth: false },
    gantt: { useMaxWidth: false, useWidth: 900, axisFormat: '%m-%d' },
    themeVariables: themeVariables(look),
  }
}

function themeVariables(look: DiagramLook): Readonly<Record<string, unknown>> {
  const { surface, raised, text, muted, line, tones } = look
  const [first, , third, fourth] = tones
  return {
    darkMode: look.isDark,
    fontFamily: FONT_FAMILY,
    fontSize: '14px',
    background: surface,
    primaryColor: first?.soft,
    primaryTextColor: text,
    primaryBorderColor: first?.strong,
    secondaryColor: raised,
    secondaryTextColor: text,
    secondaryBorderColor: line,
    tertiaryColor: raised,
    tertiaryTextColor: text,
    tertiaryBorderColor: line,
    lineColor: muted,
    textColor: text,
    titleColor: text,
    edgeLabelBackground: surface,
    noteBkgColor: third?.soft,
    noteTextColor: text,
    noteBorderColor: third?.edge,
    activationBkgColor: first?.soft,
    activationBorderColor: first?.strong,
    sequenceNumberColor: surface,
    ...planColours(look),
    ...pieColours(look),
    quadrant1Fill: first?.soft,
    quadrant2Fill: raised,
    quadrant3Fill: surface,
    quadrant4Fill: raised,
    quadrantPointFill: first?.strong,
    archEdgeColor: muted,
    archEdgeArrowColor: muted,
    archGroupBorderColor: line,
    attributeBackgroundColorOdd: surface,
    attributeBackgroundColorEven: raised,
    critBorderColor: fourth?.strong,
    radar: { axisColor: muted, graticuleColor: line, graticuleOpacity: 0.2 },
    packet: {
      startByteColor: text,
      endByteColor: text,
      labelColor: text,
      titleColor: text,
      blockStrokeColor: first?.strong,
      blockFillColor: first?.soft,
    },
    xyChart: { plotColorPalette: tones.map(({ strong }) => strong).join(',') },
    ...byTurns(look),
  }
}

function planColours({ surface, raised, text, line, tones }: DiagramLook): Readonly<Record<string, unknown>> {
  const [first, , , fourth] = tones
  return {
    altSectionBkgColor: surface,
    sectionBkgColor: raised,
    sectionBkgColor2: raised,
    excludeBkgColor: raised,
    gridColor: line,
    taskBkgColor: first?.soft,
    taskBorderColor: first?.strong,
    activeTaskBkgColor: first?.edge,
    activeTaskBorderColor: first?.strong,
    doneTaskBkgColor: raised,
    doneTaskBorderColor: line,
    critBkgColor: fourth?.soft,
    todayLineColor: fourth?.strong,
    taskTextClickableColor: text,
  }
}

function pieColours({ surface, line }: DiagramLook): Readonly<Record<string, unknown>> {
  return {
    pieStrokeColor: line,
    pieStrokeWidth: '1px',
    pieOuterStrokeColor: line,
    pieOuterStrokeWidth: '1px',
    pieOpacity: '1',
    pieTitleTextSize: '16px',
    pieSectionTextSize: '13px',
    pieLegendTextSize: '13px',
    tagLabelBackground: surface,
  }
}

/** Where a diagram wants a colour for each of many things, it gets ours by turns, on which our text can be read. */
function byTurns({ onStrong, text, tones }: DiagramLook): Readonly<Record<string, string>> {
  const entries = Array.from({ length: 12 }, (_, at) => {
    const { strong = text, soft = text, edge = text } = tones[at % tones.length] ?? {}
    return {
      [`pie${at + 1}`]: at < tones.length ? edge : soft,
      [`cScale${at}`]: edge,
      [`cScalePeer${at}`]: strong,
      [`cScaleInv${at}`]: strong,
      [`cScaleLabel${at}`]: text,
      [`fillType${at}`]: soft,
      [`git${at}`]: strong,
      [`gitInv${at}`]: soft,
      [`gitBranchLabel${at}`]: onStrong,
      [`venn${at + 1}`]: edge,
    }
  })
  return Object.assign({}, ...entries)
}
