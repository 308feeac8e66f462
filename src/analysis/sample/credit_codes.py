"""Credit codes (GB 32100-2015) of enterprises that do not exist.

The third to eighth characters are a region; the sample's regions are codes that GB/T 2260 has
never given, so that no code can be a real firm's. The ninth to seventeenth are an organisation
code with its own check character (GB 11714).
"""

import numpy as np

ALPHABET = np.array(list("0123456789ABCDEFGHJKLMNPQRTUWXY"))
WEIGHTS = 3 ** np.arange(17) % 31
ORGANISATION_WEIGHTS = np.array([3, 7, 9, 10, 5, 8, 4, 2])
ORGANISATION_CHECKS = np.array(list("0X987654321"))  # by weighted sum modulo 11
VALUES = np.zeros(128, dtype=int)
VALUES[[ord(c) for c in ALPHABET.tolist()]] = np.arange(31)
ORGANISATION_VALUES = np.zeros(128, dtype=int)
ORGANISATION_VALUES[[ord(c) for c in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"]] = np.arange(36)


def credit_codes(regions: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    """Return the 18-character codes of enterprises, given region and serial number.

    Parameters
    ----------
    regions
        Six-digit codes as text, one an enterprise.
    numbers
        Serial numbers, 0 to 999,999, different within a region.
    """
    organisation = np.char.add("MA", np.char.zfill(numbers.astype(str), 6))
    organisation = np.char.add(organisation, organisation_checks(organisation))
    body = np.char.add(np.char.add("91", regions.astype("U6")), organisation)
    return np.char.add(body, credit_checks(body))


def organisation_checks(codes: np.ndarray) -> np.ndarray:
    """Return the check characters of organisation codes, given their first eight characters."""
    values = ORGANISATION_VALUES[codes.astype("U8").view(np.uint32).reshape(-1, 8)]
    return ORGANISATION_CHECKS[values @ ORGANISATION_WEIGHTS % 11]


def credit_checks(codes: np.ndarray) -> np.ndarray:
    """Return the check characters of credit codes, given their first seventeen characters."""
    values = VALUES[codes.astype("U17").view(np.uint32).reshape(-1, 17)]
    return ALPHABET[-(values @ WEIGHTS) % 31]
