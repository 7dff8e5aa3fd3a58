#!/usr/bin/env python3
"""Makes outlines.bin.gz from world-atlas' TopoJSON (Natural Earth 1:50m, public domain).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python3 make.py package/countries-50m.json package/land-50m.json outlines.bin.gz

The file, before gzip, is a row of numbers as zigzag varints. Coordinates are in hundredths of a degree, each point as the
difference to the one before it, the first of a line as the difference to 0, 0:
  number of land rings, then for each: points, x y x y ...
  number of border lines, then for each: points, x y x y ...
  number of countries, then for each: x y of a point inside, area in square degrees, length of the name, its bytes
"""
import gzip
import json
import sys


def arcs_of(topology):
    sx, sy = topology["transform"]["scale"]
    tx, ty = topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def ring(arcs, indices):
    points = []
    for index in indices:
        part = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += part[1:] if points else part
    return points


def polygons(geometry):
    if geometry["type"] == "Polygon":
        return [geometry["arcs"]]
    return geometry["arcs"] if geometry["type"] == "MultiPolygon" else []


def distance(p, a, b):
    (px, py), (ax, ay), (bx, by) = p, a, b
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    t = 0 if length == 0 else max(0, min(1, ((px - ax) * dx + (py - ay) * dy) / length))
    return ((px - ax - t * dx) ** 2 + (py - ay - t * dy) ** 2) ** 0.5


def simplified(points, tolerance):
    """Douglas and Peucker's."""
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        far, at = max((distance(points[i], points[first], points[last]), i) for i in range(first + 1, last))
        if far > tolerance:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [points[i] for i in sorted(keep)]


def continuous(points):
    """A ring that crosses 180 degrees, without the jump; and once more on the other side of the world. A ring around
    the pole is closed along it."""
    out, turn = [points[0]], 0
    for (ax, _), (bx, by) in zip(points, points[1:]):
        turn += 360 if bx - ax < -180 else -360 if bx - ax > 180 else 0
        out.append((bx + turn, by))
    if turn:
        out += [(out[-1][0], -90), (out[0][0], -90), out[0]]
    xs = [x for x, _ in out]
    shifts = {0} | ({-360} if max(xs) > 180 else set()) | ({360} if min(xs) < -180 else set())
    return [[(x + shift, y) for x, y in out] for shift in sorted(shifts)]


def area_and_centre(points):
    area = cx = cy = 0
    for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1]):
        cross = ax * by - bx * ay
        area, cx, cy = area + cross, cx + (ax + bx) * cross, cy + (ay + by) * cross
    area /= 2
    return abs(area), (cx / (6 * area), cy / (6 * area)) if area else points[0]


def varint(out, number):
    number = number * 2 if number >= 0 else -number * 2 - 1
    while number >= 128:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)


def write_lines(out, lines):
    varint(out, len(lines))
    for line in lines:
        points = []
        for x, y in line:
            point = (round(x * 100), round(y * 100))
            if not points or points[-1] != point:
                points.append(point)
        varint(out, len(points))
        x = y = 0
        for px, py in points:
            varint(out, px - x)
            varint(out, py - y)
            x, y = px, py


def main(countries_path, land_path, target):
    countries, land = json.load(open(countries_path)), json.load(open(land_path))
    out = bytearray()
    rings = []
    arcs = arcs_of(land)
    for geometry in land["objects"]["land"]["geometries"]:
        for polygon in polygons(geometry):
            for indices in polygon:
                rings += [simplified(points, 0.02) for points in continuous(ring(arcs, indices))]
    write_lines(out, [r for r in rings if len(r) > 3 and area_and_centre(r)[0] > 0.003])
    arcs = arcs_of(countries)
    users = {}
    for number, geometry in enumerate(countries["objects"]["countries"]["geometries"]):
        for polygon in polygons(geometry):
            for indices in polygon:
                for index in indices:
                    users.setdefault(index if index >= 0 else ~index, set()).add(number)
    borders = [arcs[index] for index, who in sorted(users.items()) if len(who) > 1]
    write_lines(out, [simplified(line, 0.02) for line in borders])
    names = []
    for geometry in countries["objects"]["countries"]["geometries"]:
        outer = [ring(arcs, polygon[0]) for polygon in polygons(geometry)]
        if outer:
            area, (x, y) = max(area_and_centre(continuous(points)[-1]) for points in outer)
            centre = (x - 360 * round(x / 360), y)
            names.append((geometry["properties"]["name"], centre, area))
    varint(out, len(names))
    for name, (x, y), area in sorted(names, key=lambda row: (-row[2], row[0])):
        encoded = name.encode()
        for number in (round(x * 100), round(y * 100), round(area), len(encoded)):
            varint(out, number)
        out += encoded
    with open(target, "wb") as file:
        file.write(gzip.compress(bytes(out), 9, mtime=0))


main(*sys.argv[1:])
