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
    forest: '#c2d7ba',
    field: '#f8f0d3',
    residential: '#e9e3da',
    park: '#d3e4c6',
    wetland: '#d6e2df',
    heath: '#e3e6cf',
    rock: '#e6e3de',
    water: '#a9cbe2',
    shore: '#6f9dbc',
    building: '#d9d0c3',
    buildingLine: '#b9ae9d',
    road: '#ffffff',
    mainRoad: '#fbdd98',
    casing: '#968b7b',
    track: '#8d7f66',
    path: '#a1947d',
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
    forest: '#102519',
    field: '#3b382b',
    residential: '#2a343f',
    park: '#1b3523',
    wetland: '#17302f',
    heath: '#24301f',
    rock: '#20272d',
    water: '#0e3350',
    shore: '#2a5c82',
    building: '#364350',
    buildingLine: '#475866',
    road: '#566979',
    mainRoad: '#727e81',
    casing: '#0b1218',
    track: '#6f7a70',
    path: '#566570',
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
    forest: '#d3e8c4',
    field: '#ffffff',
    residential: '#ffffff',
    park: '#e4f2da',
    wetland: '#ffffff',
    heath: '#ffffff',
    rock: '#ffffff',
    water: '#b5dbff',
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
