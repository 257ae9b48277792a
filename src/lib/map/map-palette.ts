import type { MapTheme } from './map-theme.ts';

/** Muted, so that the route and the next stop, drawn in the colours of `look/tokens.css`, are the loudest things. */
export interface MapPalette {
  ground: string;
  forest: string;
  field: string;
  residential: string;
  park: string;
  wetland: string;
  heath: string;
  rock: string;
  water: string;
  shore: string;
  building: string;
  buildingLine: string;
  road: string;
  mainRoad: string;
  casing: string;
  track: string;
  path: string;
  ferry: string;
  text: string;
  quietText: string;
  waterText: string;
  halo: string;
  /** Added to every width: sun needs thick lines, and then fewer of them. */
  extraWidth: number;
  /** The first zoom with houses and footpaths. */
  details: { buildings: number; paths: number };
  weights: { text: number; strong: number };
}

export const palettes: Record<MapTheme, MapPalette> = {
  day: {
    ground: '#f5f3ec',
    forest: '#e2eadc',
    field: '#f6f0dc',
    residential: '#ece7dd',
    park: '#dde9d3',
    wetland: '#e0e8e4',
    heath: '#ebebdb',
    rock: '#e6e3de',
    water: '#bdd6e6',
    shore: '#9fbfd4',
    building: '#e0d9cd',
    buildingLine: '#cbc2b2',
    road: '#ffffff',
    mainRoad: '#fbe9c0',
    casing: '#b9b0a0',
    track: '#a4967d',
    path: '#b8ab95',
    ferry: '#5d88a8',
    text: '#2b3743',
    quietText: '#52606d',
    waterText: '#2f5f82',
    halo: '#fbfaf7',
    extraWidth: 0,
    details: { buildings: 14, paths: 15 },
    weights: { text: 450, strong: 650 }
  },
  night: {
    ground: '#131c24',
    forest: '#15241f',
    field: '#1a2225',
    residential: '#1f2932',
    park: '#182a22',
    wetland: '#152629',
    heath: '#1a2524',
    rock: '#20272d',
    water: '#0d2a40',
    shore: '#1c4462',
    building: '#2a3641',
    buildingLine: '#364552',
    road: '#445461',
    mainRoad: '#5d6a6f',
    casing: '#0b1218',
    track: '#56615f',
    path: '#46545f',
    ferry: '#4f86ad',
    text: '#dde4ea',
    quietText: '#a9b6c2',
    waterText: '#8dbbe0',
    halo: '#0f171f',
    extraWidth: 0,
    details: { buildings: 14, paths: 15 },
    weights: { text: 450, strong: 650 }
  },
  sun: {
    ground: '#ffffff',
    forest: '#ffffff',
    field: '#ffffff',
    residential: '#ffffff',
    park: '#ffffff',
    wetland: '#ffffff',
    heath: '#ffffff',
    rock: '#ffffff',
    water: '#bfe0ff',
    shore: '#00305f',
    building: '#ffffff',
    buildingLine: '#000000',
    road: '#ffffff',
    mainRoad: '#ffe08a',
    casing: '#000000',
    track: '#000000',
    path: '#000000',
    ferry: '#00305f',
    text: '#000000',
    quietText: '#000000',
    waterText: '#00305f',
    halo: '#ffffff',
    extraWidth: 1.2,
    details: { buildings: 17, paths: 17 },
    weights: { text: 650, strong: 800 }
  }
};
