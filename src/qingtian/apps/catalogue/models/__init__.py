"""The nouns of the catalogue: uses of data; staff, qualifications, equipment, petition offices and their funds."""

from qingtian.apps.catalogue.models.equipment import Equipment
from qingtian.apps.catalogue.models.office_funds import OfficeFunds
from qingtian.apps.catalogue.models.petition_office import PetitionOffice
from qingtian.apps.catalogue.models.qualification import Qualification
from qingtian.apps.catalogue.models.staffing import Staffing
from qingtian.apps.catalogue.models.use_of_data import UseOfData

__all__ = ["Equipment", "OfficeFunds", "PetitionOffice", "Qualification", "Staffing", "UseOfData"]
